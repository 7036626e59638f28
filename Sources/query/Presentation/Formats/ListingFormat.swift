/// The output format of a listing.
package enum ListingFormat: String, CaseIterable {
  /// Aligned columns, for people.
  case table
  /// Comma-separated values (RFC 4180).
  case csv
  /// Tab-separated values, one row on each line.
  case tsv
  /// One JSON document.
  case json
  /// One JSON object on each line.
  case jsonl
  /// A Markdown table, for people.
  case md
  /// Comma-separated values for spreadsheets.
  case excel

  /// Whether the format is for people: then numbers are rounded, and sentences explain tables.
  package var isForPeople: Bool { self == .table || self == .md }

  package init?(argument: String) {
    self.init(rawValue: argument == "markdown" ? "md" : argument)
  }

  /// A writer of single rows, which writes a header first unless `hasHeader` is false; nil for a format that does not consist of rows.
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
