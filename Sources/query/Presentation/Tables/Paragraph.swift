/// Sentences for people.
enum Paragraph {
  /// A text made safe for a terminal, with its lines broken at blanks, so that no line is wider than `width` columns unless a word is; not
  /// broken without a width.
  static func fitting(_ text: String, width: Int?) -> String {
    let text = TerminalText.harmless(text, keepsLines: true)
    guard let width else { return text }
    return text.split(separator: "\n", omittingEmptySubsequences: false).map { broken($0, width: width) }.joined(separator: "\n")
  }

  /// Items separated by " · " in one line; with a width, in lines that end between items, or inside an item that is wider than a line.
  /// - Parameters:
  ///   - items: Texts that are safe for a terminal.
  ///   - lead: A text before the first item.
  ///   - width: Width of a line in columns.
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

  /// The words between blanks; a number and its "%" are one word.
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
