/// How a stretch of text is marked by its share of the highest score shown.
package struct TextMarks {
  let depth: ColorDepth
  /// What the terminal's own text stands on.
  var background = TerminalBackground.light
  /// What stands out is between these where there are no colours.
  var brackets = Brackets.square

  package init(depth: ColorDepth, background: TerminalBackground = .light) {
    (self.depth, self.background) = (depth, background)
  }

  /// `text` on the background of its share; without colours in brackets where it stands out: one pair from a third, two from two thirds.
  ///
  /// Line breaks are left uncoloured: some terminals fill the rest of the line.
  func marked(_ text: String, share: Double) -> String {
    let level = HeatScale.level(of: share)
    if depth == .none { return brackets.around(text, count: level / 2) }
    guard level > 0 else { return text }
    let color = sequence(of: share)
    return text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.isEmpty ? "" : "\(color)\($0)\u{1B}[0m" }
      .joined(separator: "\n")
  }

  /// `text` in a fainter colour; as it is without colours.
  func dimmed(_ text: String) -> String {
    if depth == .none { return text }
    return text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.isEmpty ? "" : "\u{1B}[2m\($0)\u{1B}[0m" }
      .joined(separator: "\n")
  }

  /// The scale from its weakest mark to the strongest, as blanks on their backgrounds; nil without colours.
  var legend: String? {
    if depth == .none { return nil }
    let levels = HeatScale.palette.count
    // The middle of each level.
    return (1...levels).map { marked("  ", share: min(1, (Double($0) + 0.5) / Double(levels + 1))) }.joined()
  }

  /// Text on the colour of a share: both are set, so that the text is readable whatever the terminal's own colours are.
  private func sequence(of share: Double) -> String {
    switch depth {
    case .none:
      return ""
    case .palette:
      let shade = HeatScale.palette(for: background)[HeatScale.level(of: share) - 1]
      return "\u{1B}[38;5;\(shade.text);48;5;\(shade.number)m"
    case .trueColor:
      let ramp = HeatScale.ramp(for: background)
      let (text, color) = (ramp.text, ramp.color(of: share))
      return "\u{1B}[38;2;\(text.red);\(text.green);\(text.blue);48;2;\(color.red);\(color.green);\(color.blue)m"
    }
  }
}
