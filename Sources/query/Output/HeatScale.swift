/// How strongly a stretch of text is marked, from its score relative to the highest one shown.
enum HeatScale {
  /// Backgrounds of the 256-colour palette from pale to strong, all readable under black.
  private static let backgrounds = [224, 217, 210, 203, 196]

  /// 0 for no mark up to 5 for the strongest; equal steps of `share`, which is clamped to 0...1.
  static func level(of share: Double) -> Int {
    guard share > 0 else { return 0 }
    return min(backgrounds.count, Int((share * Double(backgrounds.count + 1)).rounded(.down)))
  }

  /// `text` on the background of its level. Line breaks are left uncoloured: some terminals fill the rest of the line.
  static func colored(_ text: String, level: Int) -> String {
    guard level > 0 else { return text }
    return text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.isEmpty ? "" : "\u{1B}[38;5;16;48;5;\(backgrounds[level - 1])m\($0)\u{1B}[0m" }
      .joined(separator: "\n")
  }

  /// `text` in brackets where it stands out: one pair from level 2, two from level 4.
  static func bracketed(_ text: String, level: Int) -> String {
    let depth = level / 2
    return String(repeating: "[", count: depth) + text + String(repeating: "]", count: depth)
  }
}
