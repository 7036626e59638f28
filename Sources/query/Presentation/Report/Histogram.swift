import Foundation
import Support

/// Counts in bins of equal width, as inline SVG: the data of `histogram.mustache`.
struct Histogram {
  /// A bin: its name, and the number of its examples that are predicted rightly, wrongly, or neither.
  struct Bin {
    let name: String
    var right = 0
    var wrong = 0
    var unjudged = 0

    var total: Int { right + wrong + unjudged }
  }

  /// The rectangles of a bin, one upon another, and their tooltip.
  struct Bar {
    let name: String
    let rectangles: [Rectangle]
  }

  /// A rectangle in units of the drawing, in which a bin is 1 wide and the highest bar 100 high.
  struct Rectangle {
    let color: String
    let x: String
    let y: String
    let height: String
  }

  /// The meaning of a colour.
  struct Key {
    let color: String
    let name: String
  }

  let title: String
  /// A description of the bars, for people who do not see them.
  let summary: String
  /// Labels below the bars, evenly spaced.
  let ticks: [String]
  /// Whether bins distinguish right and wrong predictions.
  let isJudged: Bool
  let key: [Key]
  /// Number of bins.
  let width: Int
  /// The number of examples in the highest bar.
  let highest: String
  /// The bins that are not empty.
  let bars: [Bar]

  init(title: String, summary: String, bins: [Bin], ticks: [String], isJudged: Bool) {
    (self.title, self.summary, self.ticks, self.isJudged) = (title, summary, ticks, isJudged)
    let most = max(1, bins.map(\.total).max() ?? 1)
    let hasUnjudged = isJudged && bins.contains { $0.unjudged > 0 }
    let judged = [Key(color: "right", name: "right"), Key(color: "wrong", name: "wrong")]
    key = !isJudged ? [] : judged + (hasUnjudged ? [Key(color: "unjudged", name: "neither")] : [])
    (width, highest) = (bins.count, most.grouped)
    bars = bins.enumerated().filter { $0.element.total > 0 }.map { place, bin in
      let unjudged = hasUnjudged ? ", \(bin.unjudged.grouped) neither" : ""
      let parts = isJudged ? "\(bin.right.grouped) right, \(bin.wrong.grouped) wrong\(unjudged)" : Counted.text(bin.total, "example")
      return Bar(name: "\(bin.name): \(parts)", rectangles: Self.rectangles(of: bin, at: place, highest: most, isJudged: isJudged))
    }
  }

  private static func rectangles(of bin: Bin, at place: Int, highest: Int, isJudged: Bool) -> [Rectangle] {
    var (rectangles, base) = ([Rectangle](), 0.0)
    for (count, color) in [(bin.right, "right"), (bin.wrong, "wrong"), (bin.unjudged, isJudged ? "unjudged" : "right")] where count > 0 {
      let height = 100 * Double(count) / Double(highest)
      rectangles.append(
        Rectangle(color: color, x: decimal(Double(place) + 0.06), y: decimal(100 - base - height), height: decimal(height)))
      base += height
    }
    return rectangles
  }

  private static func decimal(_ number: Double) -> String { String(format: "%.2f", number) }
}
