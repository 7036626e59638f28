/// Splits bytes into the records and fields of RFC 4180, with any delimiter.
///
/// Fields may be quoted, with quotes doubled inside; a quoted field may hold delimiters and line ends. Records end with LF or CRLF. A quote inside
/// an unquoted field is an ordinary character.
struct DelimitedRecordScanner {
  /// Why a record cannot be used.
  enum Problem: Equatable {
    /// The input ended inside a quoted field, which began on this line.
    case unterminatedQuote(line: Int)
    /// A closing quote was followed by something else than a delimiter or a line end.
    case textAfterQuote(line: Int)
    case tooLong
  }

  /// The fields of a record, back to back: field k ends at `ends[k]`.
  private(set) var fieldBytes: [UInt8] = []
  private(set) var ends: [Int] = []
  /// Line that the record starts on, from 1.
  private(set) var line = 1
  private(set) var problem: Problem?

  private enum State { case fieldStart, unquoted, quoted, quoteInQuoted, returnAfterQuote, skipping }

  private let bytes: ByteReader
  private let delimiter: UInt8
  private var nextLine = 1

  init(_ bytes: ByteReader, delimiter: UInt8) {
    self.bytes = bytes
    self.delimiter = delimiter
  }

  /// The bytes of a field.
  func field(_ index: Int) -> ArraySlice<UInt8> {
    fieldBytes[(index == 0 ? 0 : ends[index - 1])..<ends[index]]
  }

  /// Goes to the next record; blank lines are passed over.
  /// - Returns: false at the end.
  /// - Throws: what reading throws.
  mutating func advance() throws -> Bool {
    fieldBytes.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    problem = nil
    line = nextLine
    var state = State.fieldStart
    var quoteLine = line
    while let byte = try bytes.nextByte() {
      if byte == UInt8(ascii: "\n") { nextLine += 1 }
      switch (state, byte) {
      case (.quoted, UInt8(ascii: "\"")):
        state = .quoteInQuoted
      case (.quoted, _):
        append(byte)
      case (.fieldStart, UInt8(ascii: "\"")):
        state = .quoted
        quoteLine = nextLine
      case (.quoteInQuoted, UInt8(ascii: "\"")):
        append(byte)
        state = .quoted
      case (.returnAfterQuote, UInt8(ascii: "\n")), (.quoteInQuoted, UInt8(ascii: "\n")), (.skipping, UInt8(ascii: "\n")):
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
      case (.quoteInQuoted, delimiter), (.fieldStart, delimiter), (.unquoted, delimiter):
        ends.append(fieldBytes.count)
        state = .fieldStart
      case (.quoteInQuoted, UInt8(ascii: "\r")):
        state = .returnAfterQuote
      case (.quoteInQuoted, _), (.returnAfterQuote, _):
        problem = problem ?? .textAfterQuote(line: nextLine)
        state = .skipping
      case (.skipping, _):
        break
      case (.fieldStart, _), (.unquoted, _):
        append(byte)
        state = .unquoted
      }
    }
    return finish(state, quoteLine: quoteLine)
  }

  /// What is left at the end of the input.
  private mutating func finish(_ state: State, quoteLine: Int) -> Bool {
    switch state {
    case .fieldStart, .unquoted:
      dropReturn()
      if ends.isEmpty, fieldBytes.isEmpty, problem == nil { return false }
    case .quoted:
      problem = .unterminatedQuote(line: quoteLine)
    case .quoteInQuoted, .returnAfterQuote, .skipping:
      break
    }
    ends.append(fieldBytes.count)
    return true
  }

  private mutating func append(_ byte: UInt8) {
    if fieldBytes.count < longestRecord { fieldBytes.append(byte) } else { problem = problem ?? .tooLong }
  }

  /// The carriage return before a line feed belongs to the line end.
  private mutating func dropReturn() {
    if fieldBytes.count > (ends.last ?? 0), fieldBytes.last == UInt8(ascii: "\r") { fieldBytes.removeLast() }
  }
}
