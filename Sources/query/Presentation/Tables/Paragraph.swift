/// Sentences for people.
enum Paragraph {
  /// A text made harmless, its lines broken at blanks so that none is wider than `width` cells if its words are not; as it is without a width.
  static func fitting(_ text: String, width: Int?) -> String {
    let text = TerminalText.harmless(text, keepsLines: true)
    guard let width else { return text }
    return text.split(separator: "\n", omittingEmptySubsequences: false).map { broken($0, width: width) }.joined(separator: "\n")
  }

  /// Items in one line, " · " between two; with a width, in lines that end between items, or in an item that is wider than a line.
  /// - Parameters:
  ///   - items: Harmless text.
  ///   - lead: What stands before the first.
  ///   - width: Cells of a line.
  /// - Returns: The lines, the last without a line feed.
  static func items(_ items: [String], after lead: String = "", width: Int?) -> String {
    guard let width else { return lead + (lead.isEmpty ? "" : " ") + items.joined(separator: " · ") }
    let parts = items.enumerated().flatMap { place, item in
      let text = place + 1 < items.count ? item + " ·" : item
      return DisplayWidth.of(text) <= width ? [text] : Self.words(of: text[...])
    }
    return filled((lead.isEmpty ? [] : Self.words(of: lead[...])) + parts, width: width)
  }

  private static func broken(_ line: Substring, width: Int) -> String { filled(words(of: line), width: width) }

  private static func filled(_ words: [String], width: Int) -> String {
    var (lines, cells) = ([String](), 0)
    for word in words {
      let wordWidth = DisplayWidth.of(word)
      if lines.isEmpty || cells + 1 + wordWidth > width {
        lines.append(word)
        cells = wordWidth
      } else {
        lines[lines.count - 1] += " " + word
        cells += 1 + wordWidth
      }
    }
    return lines.joined(separator: "\n")
  }

  /// What stands between blanks, a number and its "%" together.
  private static func words(of line: Substring) -> [String] {
    line.split(separator: " ", omittingEmptySubsequences: false).reduce(into: []) { words, word in
      if word.hasPrefix("%"), !words.isEmpty {
        words[words.count - 1] += " " + word
      } else {
        words.append(String(word))
      }
    }
  }
}
