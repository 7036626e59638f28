/// The dialect of a CSV or TSV file.
struct DelimitedDialect: Equatable {
  var delimiter: UInt8
  var quotes: QuoteRule
  /// Whether the command line gives the meaning of quotes.
  var areQuotesChosen = false
  /// Whether the first line is Excel's `sep=;`, which is no record.
  var hasSeparatorLine = false

  /// The dialect of a file that begins with `beginning`, as far as the command line does not give it.
  ///
  /// A `.csv` file whose header has no comma has semicolons, as spreadsheets write where the comma is the decimal separator, or tabs.
  init(_ format: CorpusFormat, layout: CorpusLayout, beginning: ArraySlice<UInt8>) {
    quotes = layout.quotes ?? (format == .tsv ? .none : .csv)
    areQuotesChosen = layout.quotes != nil
    delimiter = format == .tsv ? Self.tab : Self.comma
    var lines = beginning.split(separator: UInt8(ascii: "\n"), maxSplits: 64, omittingEmptySubsequences: true).lazy
      .map { $0.last == UInt8(ascii: "\r") ? $0.dropLast() : $0 }.filter { !$0.isEmpty }.makeIterator()
    var header = lines.next() ?? []
    if let separator = Self.separator(of: header) {
      hasSeparatorLine = true
      delimiter = separator
      header = lines.next() ?? []
    } else if format == .csv {
      delimiter = Self.likely([Self.comma, Self.semicolon, Self.tab], in: header) ?? Self.comma
    }
    delimiter = layout.delimiter ?? delimiter
  }

  /// The first of the characters that occurs in the line outside quotes; nil where none does.
  static func likely(_ characters: [UInt8], in line: ArraySlice<UInt8>) -> UInt8? {
    var isQuoted = false
    var seen: Set<UInt8> = []
    for byte in line {
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() } else if !isQuoted { seen.insert(byte) }
    }
    return characters.first(where: seen.contains)
  }

  /// A character in words, as the option takes it.
  static func name(of character: UInt8) -> String {
    character == tab ? "tab" : "'\(Character(Unicode.Scalar(character)))'"
  }

  /// The delimiter in a line `sep=;`, with or without quotes.
  private static func separator(of line: ArraySlice<UInt8>) -> UInt8? {
    let line = line.filter { $0 != UInt8(ascii: "\"") }
    guard line.count == 5, String(decoding: line.prefix(4), as: UTF8.self).lowercased() == "sep=", let last = line.last, last < 0x80 else {
      return nil
    }
    return last
  }

  static let comma = UInt8(ascii: ",")
  static let semicolon = UInt8(ascii: ";")
  static let tab = UInt8(ascii: "\t")
}
