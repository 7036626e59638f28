/// The rows that a command found, and what they are rows of.
struct Listing {
  /// What a table says above its rows; empty for nothing.
  var caption: String = ""
  /// Members of the JSON object before the rows.
  var members: [(key: String, value: JSONValue)] = []
  /// The key of the rows in the JSON object.
  var rowsKey: String
  /// The names of the columns, in order.
  var columns: [String]
  /// Each as long as `columns`.
  var rows: [[Cell]]

  /// Writes it and hands everything on to the system.
  func write(as format: ListingFormat, to sink: ByteSink) throws {
    switch format {
    case .table:
      try sink.write(Table(columns: columns, rows: rows).text(caption: caption))
    case .csv:
      let writer = CSVRowWriter(isForTerminal: sink.isTerminal)
      try writer.writeHeader(columns, to: sink)
      for row in rows { try writer.write(row, to: sink) }
    case .json:
      let objects = rows.map { row in JSONValue.object(zip(columns, row).map { (key: $0, value: .cell($1)) }) }
      try sink.write(JSONValue.object(members + [(key: rowsKey, value: .array(objects))]).text + "\n")
    }
    try sink.flush()
  }
}
