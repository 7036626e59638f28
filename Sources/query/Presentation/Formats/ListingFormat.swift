/// How a listing is written.
package enum ListingFormat: String, CaseIterable {
  /// Aligned columns, for people.
  case table
  /// Comma-separated values as RFC 4180 has them.
  case csv
  /// Tab-separated values, a row a line.
  case tsv
  /// One document.
  case json
  /// An object a line.
  case jsonl
  /// A table of Markdown, for people.
  case md
  /// Comma-separated values for spreadsheets.
  case excel

  /// Whether a person reads it: numbers are rounded, and sentences say what tables are of.
  package var isForPeople: Bool { self == .table || self == .md }

  package init?(argument: String) {
    self.init(rawValue: argument == "markdown" ? "md" : argument)
  }

  /// Writes rows one by one, a header before the first unless it was written before; nil for a format that is not made of rows alone.
  func rowWriter(columns: [String], hasHeader: Bool = true, to sink: ByteSink) throws -> (any RowWriter)? {
    switch self {
    case .table, .json: return nil
    case .csv, .excel:
      let writer = CSVRowWriter(isForTerminal: sink.isTerminal, isForSpreadsheets: self == .excel)
      if hasHeader { try writer.writeHeader(columns, to: sink) }
      return writer
    case .tsv:
      let writer = TSVRowWriter()
      if hasHeader { try writer.writeHeader(columns, to: sink) }
      return writer
    case .jsonl: return JSONLinesRowWriter(columns: columns)
    case .md: return MarkdownRowWriter(columns: columns)
    }
  }
}
