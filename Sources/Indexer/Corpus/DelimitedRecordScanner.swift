/// Splits bytes into the records and fields of RFC 4180, with any delimiter.
///
/// Fields may be quoted, with doubled quotes inside; a quoted field may hold delimiters and line ends. Records end with LF or CRLF. A quote
/// inside an unquoted field is an ordinary character.
///
/// Where quotes are ordinary characters, each line is a record.
///
/// Where a quote turns out to be wrong on a later line than its own, only its own line is lost: the next record begins on the line after
/// it. A library's parser does not serve, because by RFC 4180 the rest of the file behind a wrong quote is one field.
struct DelimitedRecordScanner {
  /// The reason why a record cannot be used.
  enum Problem: Equatable {
    /// The input ended inside a quoted field that began on this line.
    case unterminatedQuote(line: Int)
    /// A closing quote is followed by something else than a delimiter or a line end.
    case textAfterQuote(opened: Int, closed: Int)
    /// A quoted field that began on this line makes the record too long.
    case quoteTooLong(line: Int)
    /// A closing quote is followed by a carriage return without a line feed.
    case returnAlone(line: Int)
    case tooLong
  }

  /// The fields of a record, back to back: field k ends at `ends[k]`.
  private(set) var fieldBytes: [UInt8] = []
  private(set) var ends: [Int] = []
  /// Line on which the record begins, from 1; where a quote is wrong, the line of the opening quote.
  private(set) var line = 1
  private(set) var problem: Problem?

  private enum State { case fieldStart, unquoted, quoted, quoteInQuoted, returnAfterQuote, skipping }

  private let bytes: ByteReader
  private let delimiter: UInt8
  private let hasQuotes: Bool
  private let longest: Int
  private var nextLine: Int
  /// Line of the record's last opening quote.
  private var quoteLine = 1
  /// Whether the reader has a mark at the line after the quote's.
  private var isMarked = false

  /// Creates a scanner that begins at the reader's position; `longest` is the upper bound of a record's bytes.
  init(_ bytes: ByteReader, dialect: DelimitedDialect, longest: Int = longestRecord) {
    self.bytes = bytes
    self.longest = longest
    delimiter = dialect.delimiter
    hasQuotes = dialect.quotes == .csv
    nextLine = bytes.linesRead + 1
  }

  /// The bytes of a field.
  func field(_ index: Int) -> ArraySlice<UInt8> {
    fieldBytes[(index == 0 ? 0 : ends[index - 1])..<ends[index]]
  }

  /// Whether the record holds a carriage return without a line feed: then the file may have such line ends, which are not supported.
  var hasReturnAlone: Bool {
    if case .returnAlone = problem { return true }
    return fieldBytes.indices.contains { index in
      fieldBytes[index] == UInt8(ascii: "\r") && (index + 1 == fieldBytes.count || fieldBytes[index + 1] != UInt8(ascii: "\n"))
    }
  }

  /// Goes to the next record, past blank lines.
  /// - Returns: False at the end.
  /// - Throws: Errors of the reader.
  mutating func advance() throws -> Bool {
    fieldBytes.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    problem = nil
    line = nextLine
    var state = State.fieldStart
    while let byte = try bytes.nextByte() {
      if byte == UInt8(ascii: "\n") {
        nextLine += 1
        if state == .quoted, !isMarked {
          bytes.setMark()
          isMarked = true
        }
      }
      switch (state, byte) {
      case (.quoted, UInt8(ascii: "\"")):
        state = .quoteInQuoted
      case (.quoted, _), (.quoteInQuoted, UInt8(ascii: "\"")):
        append(byte)
        state = .quoted
        if problem != nil {
          if giveUp(.quoteTooLong(line: quoteLine)) { return true }
          state = .skipping
        }
      case (.fieldStart, UInt8(ascii: "\"")) where hasQuotes:
        state = .quoted
        quoteLine = nextLine
      case (.returnAfterQuote, UInt8(ascii: "\n")), (.quoteInQuoted, UInt8(ascii: "\n")), (.skipping, UInt8(ascii: "\n")):
        forgetQuote()
        ends.append(fieldBytes.count)
        return true
      case (.fieldStart, UInt8(ascii: "\n")), (.unquoted, UInt8(ascii: "\n")):
        dropReturn()
        if ends.isEmpty, fieldBytes.isEmpty, problem == nil {
          line = nextLine
          state = .fieldStart
          continue
        }
        ends.append(fieldBytes.count)
        return true
      case (.quoteInQuoted, delimiter):
        forgetQuote()
        ends.append(fieldBytes.count)
        state = .fieldStart
      case (.fieldStart, delimiter), (.unquoted, delimiter):
        ends.append(fieldBytes.count)
        state = .fieldStart
      case (.quoteInQuoted, UInt8(ascii: "\r")):
        state = .returnAfterQuote
      case (.quoteInQuoted, _), (.returnAfterQuote, _):
        let wrong = state == .returnAfterQuote ? Problem.returnAlone(line: nextLine) : .textAfterQuote(opened: quoteLine, closed: nextLine)
        if giveUp(wrong) { return true }
        problem = problem ?? wrong
        state = .skipping
      case (.skipping, _):
        break
      case (.fieldStart, _), (.unquoted, _):
        append(byte)
        state = .unquoted
      }
    }
    return finish(state)
  }

  /// Handles the end of the input.
  private mutating func finish(_ state: State) -> Bool {
    switch state {
    case .fieldStart, .unquoted:
      dropReturn()
      if ends.isEmpty, fieldBytes.isEmpty, problem == nil { return false }
    case .quoted:
      let wrong = Problem.unterminatedQuote(line: quoteLine)
      if giveUp(wrong) { return true }
      problem = wrong
      line = quoteLine
    case .quoteInQuoted, .returnAfterQuote, .skipping:
      forgetQuote()
    }
    ends.append(fieldBytes.count)
    return true
  }

  /// Ends the record at the line of its last opening quote, if the record continued behind that line.
  /// - Returns: Whether it did.
  private mutating func giveUp(_ wrong: Problem) -> Bool {
    guard isMarked else { return false }
    bytes.rewind()
    isMarked = false
    problem = wrong
    line = quoteLine
    nextLine = quoteLine + 1
    ends.append(fieldBytes.count)
    return true
  }

  /// Drops the mark of a quote that was closed properly: nothing will be read again.
  private mutating func forgetQuote() {
    guard isMarked else { return }
    bytes.dropMark()
    isMarked = false
  }

  private mutating func append(_ byte: UInt8) {
    if fieldBytes.count < longest { fieldBytes.append(byte) } else { problem = problem ?? .tooLong }
  }

  /// Removes the carriage return before a line feed, which belongs to the line end.
  private mutating func dropReturn() {
    if fieldBytes.count > (ends.last ?? 0), fieldBytes.last == UInt8(ascii: "\r") { fieldBytes.removeLast() }
  }
}
