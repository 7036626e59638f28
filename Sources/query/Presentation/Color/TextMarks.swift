/// Marks for parts of a text by their share of the largest score shown, from 1 down to 0, or to -1 for signed scores.
package struct TextMarks {
  let depth: ColorDepth
  /// The background of the terminal's text.
  var background = TerminalBackground.light
  /// The brackets of strong parts, where there are no colours.
  var brackets = Brackets.square
  /// Whether scores are signed: parts in brackets then have their signs.
  var isSigned = false

  package init(depth: ColorDepth, background: TerminalBackground = .light) {
    (self.depth, self.background) = (depth, background)
  }

  /// `text` on the colour of its share. Without colours, strong text is in brackets, behind its sign if it has one: one pair from a share of
  /// one third on, two from two thirds on.
  ///
  /// Line breaks are not coloured, because some terminals colour the rest of the line.
  func marked(_ text: String, share: Double) -> String {
    let level = HeatScale.level(of: share.magnitude)
    if depth == .none {
      let sign = isSigned && level >= 2 ? (share < 0 ? "-" : "+") : ""
      return brackets.around(sign + text, count: level / 2)
    }
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

  /// The scale from the weakest mark to the strongest, as blanks on its colours, of signed scores from the strongest against a class on; nil
  /// without colours.
  var legend: String? {
    if depth == .none { return nil }
    let levels = HeatScale.palette.count
    // The middle of each level is shown.
    let shares = (1...levels).map { min(1, (Double($0) + 0.5) / Double(levels + 1)) }
    return ((isSigned ? shares.reversed().map { -$0 } : []) + shares).map { marked("  ", share: $0) }.joined()
  }

  /// The escape sequence of a share: it sets text and background, so that the text is readable whatever the terminal's own colours are.
  private func sequence(of share: Double) -> String {
    switch depth {
    case .none:
      return ""
    case .palette:
      let shade = HeatScale.palette(for: background, isAgainst: share < 0)[HeatScale.level(of: share.magnitude) - 1]
      return "\u{1B}[38;5;\(shade.text);48;5;\(shade.number)m"
    case .trueColor:
      let ramp = HeatScale.ramp(for: background, isAgainst: share < 0)
      let (text, color) = (ramp.text, ramp.color(of: share.magnitude))
      return "\u{1B}[38;2;\(text.red);\(text.green);\(text.blue);48;2;\(color.red);\(color.green);\(color.blue)m"
    }
  }
}
