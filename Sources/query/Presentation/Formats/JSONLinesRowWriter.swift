import Support

/// Writes rows as JSON objects, one on each line, whose keys are the columns in order; null is `null`.
struct JSONLinesRowWriter: RowWriter {
  /// The text before each value: `{"example":`, `,"label":` and so on.
  private let keys: [String]

  /// Creates a writer of rows with these columns.
  init(columns: [String]) {
    keys = columns.enumerated().map { index, column in
      var key = index == 0 ? "{" : ","
      JSONText.append(quoting: column, to: &key)
      return key + ":"
    }
  }

  func write(_ cells: [Cell], to sink: ByteSink) throws {
    var line = ""
    for (key, cell) in zip(keys, cells) {
      line.append(key)
      JSONOutput.cell(cell).append(to: &line)
    }
    line.append("}\n")
    try sink.write(line)
  }
}
