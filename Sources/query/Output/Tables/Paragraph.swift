/// Sentences for people.
enum Paragraph {
  /// A text made harmless, its lines broken at blanks so that none is wider than `width` cells if its words are not; as it is without a width.
  static func fitting(_ text: String, width: Int?) -> String {
    let text = TerminalText.harmless(text, keepsLines: true)
    guard let width else { return text }
    return text.split(separator: "\n", omittingEmptySubsequences: false).map { broken($0, width: width) }.joined(separator: "\n")
  }

  private static func broken(_ line: Substring, width: Int) -> String {
    var (lines, cells) = ([String](), 0)
    for word in line.split(separator: " ", omittingEmptySubsequences: false) {
      let wordWidth = DisplayWidth.of(String(word))
      if lines.isEmpty || cells + 1 + wordWidth > width {
        lines.append(String(word))
        cells = wordWidth
      } else {
        lines[lines.count - 1] += " " + word
        cells += 1 + wordWidth
      }
    }
    return lines.joined(separator: "\n")
  }
}
