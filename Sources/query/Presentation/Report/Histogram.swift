import Foundation
import Support

/// Counts in bins of equal width, as inline SVG.
struct Histogram {
  /// One bin: what it is called, and its examples predicted rightly and wrongly, and those of which neither can be said.
  struct Bin {
    let name: String
    var right = 0
    var wrong = 0
    var unjudged = 0

    var total: Int { right + wrong + unjudged }
  }

  let title: String
  /// What is counted, in a sentence for those who do not see the bars.
  let summary: String
  let bins: [Bin]
  /// Labels below the bars, evenly spaced.
  let ticks: [String]
  /// Whether bins tell right from wrong.
  let isJudged: Bool

  /// The figure.
  var html: String {
    let highest = max(1, bins.map(\.total).max() ?? 1)
    let hasUnjudged = isJudged && bins.contains { $0.unjudged > 0 }
    var bars = ""
    for (place, bin) in bins.enumerated() where bin.total > 0 {
      let unjudged = hasUnjudged ? ", \(bin.unjudged.grouped) neither" : ""
      let parts =
        isJudged ? "\(bin.right.grouped) right, \(bin.wrong.grouped) wrong\(unjudged)" : Counted.text(bin.total, "example")
      bars += "<g><title>\(HTML.escape(bin.name)): \(parts)</title>"
      var base = 0.0
      for (count, color) in [(bin.right, "right"), (bin.wrong, "wrong"), (bin.unjudged, isJudged ? "unjudged" : "right")] {
        let height = 100 * Double(count) / Double(highest)
        bars += Self.rectangle(place, from: base, height: height, color: color)
        base += height
      }
      bars += "</g>"
    }
    let colors = isJudged ? [("right", "right"), ("wrong", "wrong")] + (hasUnjudged ? [("unjudged", "neither")] : []) : []
    let key = colors.map { "<span class=\"key \($0.0)\"></span>\($0.1)" }.joined() + (isJudged ? " · " : "")
    return """
      <figure class="panel histogram">
      <h3>\(title)</h3>
      <p>\(key)highest bar \(highest.grouped)</p>
      <svg viewBox="0 0 \(bins.count) 100" preserveAspectRatio="none" role="img" aria-label="\(HTML.escape(summary))">\(bars)</svg>
      <div class="axis" aria-hidden="true">\(ticks.map { "<span>\($0)</span>" }.joined())</div>
      </figure>
      """
  }

  private static func rectangle(_ place: Int, from base: Double, height: Double, color: String) -> String {
    if height == 0 { return "" }
    return String(
      format: "<rect class=\"\(color)\" x=\"%.2f\" y=\"%.2f\" width=\"0.88\" height=\"%.2f\"/>", Double(place) + 0.06, 100 - base - height,
      height)
  }
}
