import Support

/// One JSON object a line, its keys the columns in order; null is `null`.
struct JSONLinesRowWriter: RowWriter {
  /// What stands before each value: `{"example":`, `,"label":` and so on.
  private let keys: [String]

  /// Writes rows of these columns.
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
      JSONValue.append(cell, to: &line)
    }
    line.append("}\n")
    try sink.write(line)
  }
}
