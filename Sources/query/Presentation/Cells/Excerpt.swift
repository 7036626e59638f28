/// Parts of a text that fit into a line.
enum Excerpt {
  /// The beginning of a text, at most `width` columns wide, with an ellipsis where it is cut. A number is kept whole or left out.
  static func beginning(of text: String, width: Int) -> String {
    var (kept, cells) = ([Unicode.Scalar](), 0)
    for scalar in text.unicodeScalars {
      cells += DisplayWidth.of(TerminalText.harmless(String(scalar)))
      kept.append(scalar)
      if cells > width {
        let rest = text.unicodeScalars.dropFirst(kept.count).prefix(1)
        let end = NumberInText.end(of: kept.count - 1, in: kept + rest, from: 0)
        // A text that is only a number has to be cut inside it.
        return trimmed(kept[..<(end > 0 ? end : kept.count - 1)]) + "…"
      }
    }
    return text
  }

  /// The part around `range` (Unicode scalars) with `margin` scalars on both sides, and an ellipsis at each end that is cut.
  static func around(_ range: Range<Int>, in text: String, margin: Int) -> String {
    let scalars = Array(text.unicodeScalars)
    let start = max(0, min(range.lowerBound, scalars.count) - margin)
    let end = min(scalars.count, max(range.upperBound, start) + margin)
    var stretch = String.UnicodeScalarView()
    stretch.append(contentsOf: scalars[start..<end])
    return (start > 0 ? "…" : "") + String(stretch) + (end < scalars.count ? "…" : "")
  }

  /// The beginning of a text, at most `width` columns wide including its ellipsis.
  static func fitting(_ text: String, width: Int) -> String {
    DisplayWidth.of(TerminalText.harmless(text)) <= width ? text : beginning(of: text, width: max(0, width - 1))
  }

  /// The part of a text around a hit, safe for a terminal, in three strings. It is at most `width` columns wide including the ellipses at
  /// cut ends, and the hit is in its middle as far as the text permits. Without a width, it is the whole text.
  static func centred(_ range: Range<Int>, in text: String, width: Int?) -> (before: String, hit: String, after: String) {
    let scalars = Array(text.unicodeScalars)
    let range = range.clamped(to: scalars.indices)
    let widths = scalars.map { DisplayWidth.of(TerminalText.harmless(String($0))) }
    var (start, end) = (scalars.startIndex, scalars.endIndex)
    if let width, widths.reduce(0, +) > width {
      (start, end) = grown(range, widths, room: max(0, width - 2))
    }
    start = NumberInText.start(of: start, in: scalars, upTo: range.lowerBound)
    end = NumberInText.end(of: end, in: scalars, from: range.upperBound)
    let hit = range.clamped(to: start..<end)
    func part(_ range: Range<Int>) -> String { TerminalText.harmless(scalars, in: range, keepsLines: false) }
    return (
      (start > 0 ? "…" : "") + part(start..<hit.lowerBound), part(hit), part(hit.upperBound..<end) + (end < scalars.count ? "…" : "")
    )
  }

  /// A range that grows from `range` to both sides while there is room; the beginning of `range` where it does not fit.
  private static func grown(_ range: Range<Int>, _ widths: [Int], room: Int) -> (start: Int, end: Int) {
    var (start, end, room) = (range.lowerBound, range.lowerBound, room)
    while end < range.upperBound, widths[end] <= room {
      room -= widths[end]
      end += 1
    }
    if end < range.upperBound { return (start, end) }
    var left = 0
    var right = 0
    while true {
      let goesLeft = start > 0 && widths[start - 1] <= room
      let goesRight = end < widths.count && widths[end] <= room
      guard goesLeft || goesRight else { break }
      if goesLeft, !goesRight || left <= right {
        start -= 1
        (left, room) = (left + widths[start], room - widths[start])
      } else {
        (right, room) = (right + widths[end], room - widths[end])
        end += 1
      }
    }
    // A combining mark is not separated from its letter.
    while start > 0, start < range.lowerBound, widths[start] == 0 { start += 1 }
    return (start, end)
  }

  private static func trimmed(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var text = String.UnicodeScalarView(scalars)
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
