package import Support

/// Writes a listing row by row, in constant memory except for a table, which is laid out at the end, when its widths are known.
package struct ListingStream {
  private let format: ListingFormat
  private let sink: ByteSink
  private let columns: [String]
  private let writer: (any RowWriter)?
  private let part: ListingPart?
  private var rows: [[Cell]] = []
  private var isFirst = true

  /// Writes the beginning of the listing.
  /// - Parameters:
  ///   - format: The output format.
  ///   - sink: The destination.
  ///   - members: Members of the JSON object before the rows.
  ///   - rowsKey: Key of the rows in the JSON object.
  ///   - columns: Names of the columns, in order.
  ///   - caption: The line above a Markdown table.
  /// - Throws: `QueryFailure` where the destination cannot be written to.
  package init(
    _ format: ListingFormat, to sink: ByteSink, members: [JSONOutput.Member], rowsKey: String, columns: [String],
    caption: String = ""
  ) throws {
    (self.format, self.sink, self.columns) = (format, sink, columns)
    part = sink.part
    if format == .md, part?.isFirst == false { try sink.write("\n") }
    if format == .md, !caption.isEmpty { try sink.write(MarkdownRowWriter.escaped(caption) + "\n\n") }
    let isOfRows = format != .md
    let all = (isOfRows ? part.map { [$0.column(beside: columns)] } ?? [] : []) + columns
    writer = try format.rowWriter(columns: all, hasHeader: part?.isFirst ?? true || !isOfRows, to: sink)
    if format == .json {
      var text = part.map { ($0.isFirst ? "" : ",") + "{\"group\":" + JSONOutput.cell($0.value).text + "," } ?? "{"
      for (key, value) in members {
        JSONText.append(quoting: key, to: &text)
        text += ":" + value.text + ","
      }
      JSONText.append(quoting: rowsKey, to: &text)
      try sink.write(text + ":[")
    }
  }

  /// Writes one row, with a cell for each column in order.
  package mutating func write(_ row: [Cell]) throws {
    switch format {
    case .table: rows.append(row)
    case .md: try writer?.write(row, to: sink)
    case .csv, .tsv, .jsonl, .excel: try writer?.write((part.map { [$0.value] } ?? []) + row, to: sink)
    case .json:
      let object = JSONOutput.object(zip(columns, row).map { (key: $0, value: .cell($1)) })
      try sink.write((isFirst ? "" : ",") + object.text)
    }
    isFirst = false
  }

  /// Writes the end of the listing and flushes the destination.
  /// - Parameters:
  ///   - caption: The line above a table.
  ///   - members: Members of the JSON object after the rows.
  /// - Throws: `QueryFailure` where the destination cannot be written to.
  package func end(caption: String, members: [JSONOutput.Member] = []) throws {
    switch format {
    case .table:
      if part?.isFirst == false { try sink.write("\n") }
      try sink.write(Table(columns: columns, rows: rows).text(caption: caption, width: sink.lineWidth))
    case .csv, .tsv, .jsonl, .excel: break
    case .md: try (writer as? MarkdownRowWriter)?.end(to: sink)
    case .json:
      var text = "]"
      for (key, value) in members {
        text += ","
        JSONText.append(quoting: key, to: &text)
        text += ":" + value.text
      }
      try sink.write(text + (part == nil ? "}\n" : "}"))
    }
    try sink.flush()
  }
}
