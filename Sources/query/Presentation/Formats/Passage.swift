/// A part of the output for people.
enum Passage {
  case sentence(String)
  case table(Table, caption: String)

  /// Writes passages with an empty line between them, for a terminal or as Markdown.
  static func write(_ passages: [Passage], as format: ListingFormat, to sink: ByteSink) throws {
    var isFirst = sink.part?.isFirst ?? true
    for passage in passages {
      if !isFirst { try sink.write("\n") }
      isFirst = false
      if format == .md {
        try passage.writeMarkdown(to: sink)
      } else {
        try sink.write(passage.text(width: sink.lineWidth))
      }
    }
  }

  /// The passage for a terminal, ended by a line feed.
  func text(width: Int?) -> String {
    switch self {
    case .sentence(let text): Paragraph.fitting(text, width: width) + "\n"
    case .table(let table, let caption): table.text(caption: caption, width: width)
    }
  }

  private func writeMarkdown(to sink: ByteSink) throws {
    switch self {
    case .sentence(let text): try sink.write(Self.markdown(text) + "\n")
    case .table(let table, let caption):
      if !caption.isEmpty { try sink.write(Self.markdown(caption) + "\n\n") }
      let writer = MarkdownRowWriter(columns: table.columns)
      for row in table.rows { try writer.write(row, to: sink) }
      try writer.end(to: sink)
    }
  }

  /// Sentences outside a table as Markdown, in which a line may end.
  private static func markdown(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { MarkdownRowWriter.escaped(String($0)) }.joined(separator: "\n")
  }
}
