/// Stretches of a text that fit into a line.
enum Excerpt {
  /// The beginning of a text, at most `width` cells wide, cut ones ended by an ellipsis.
  static func beginning(of text: String, width: Int) -> String {
    var (kept, cells) = (String.UnicodeScalarView(), 0)
    for scalar in text.unicodeScalars {
      cells += DisplayWidth.of(TerminalText.harmless(String(scalar)))
      if cells > width { return trimmed(kept) + "…" }
      kept.append(scalar)
    }
    return text
  }

  /// The stretch around `range` (Unicode scalars) with `margin` scalars on both sides, cut ends marked by an ellipsis.
  static func around(_ range: Range<Int>, in text: String, margin: Int) -> String {
    let scalars = Array(text.unicodeScalars)
    let start = max(0, min(range.lowerBound, scalars.count) - margin)
    let end = min(scalars.count, max(range.upperBound, start) + margin)
    var stretch = String.UnicodeScalarView()
    stretch.append(contentsOf: scalars[start..<end])
    return (start > 0 ? "…" : "") + String(stretch) + (end < scalars.count ? "…" : "")
  }

  private static func trimmed(_ scalars: String.UnicodeScalarView) -> String {
    var scalars = scalars
    while scalars.last == " " { scalars.removeLast() }
    return String(scalars)
  }
}
