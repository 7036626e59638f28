/// Marks for parts of a text by their share of the highest score shown.
package struct TextMarks {
  let depth: ColorDepth
  /// The background of the terminal's text.
  var background = TerminalBackground.light
  /// The brackets of strong parts, where there are no colours.
  var brackets = Brackets.square

  package init(depth: ColorDepth, background: TerminalBackground = .light) {
    (self.depth, self.background) = (depth, background)
  }

  /// `text` on the colour of its share. Without colours, strong text is in brackets: one pair from a share of one third on, two from two
  /// thirds on.
  ///
  /// Line breaks are not coloured, because some terminals colour the rest of the line.
  func marked(_ text: String, share: Double) -> String {
    let level = HeatScale.level(of: share)
    if depth == .none { return brackets.around(text, count: level / 2) }
    guard level > 0 else { return text }
    let color = sequence(of: share)
    return text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.isEmpty ? "" : "\(color)\($0)\u{1B}[0m" }
      .joined(separator: "\n")
  }

  /// `text` in a fainter colour; unchanged without colours.
  func dimmed(_ text: String) -> String {
    if depth == .none { return text }
    return text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.isEmpty ? "" : "\u{1B}[2m\($0)\u{1B}[0m" }
      .joined(separator: "\n")
  }

  /// The scale from the weakest mark to the strongest, as blanks on its colours; nil without colours.
  var legend: String? {
    if depth == .none { return nil }
    let levels = HeatScale.palette.count
    // The middle of each level is shown.
    return (1...levels).map { marked("  ", share: min(1, (Double($0) + 0.5) / Double(levels + 1))) }.joined()
  }

  /// The escape sequence of a share: it sets text and background, so that the text is readable whatever the terminal's own colours are.
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
