/// One JSON object a line, its keys the columns in order; null is `null`.
struct JSONLinesRowWriter: RowWriter {
  let columns: [String]

  func write(_ cells: [Cell], to sink: ByteSink) throws {
    var line = ""
    JSONValue.object(zip(columns, cells).map { (key: $0, value: .cell($1)) }).append(to: &line)
    line.append("\n")
    try sink.write(line)
  }
}
