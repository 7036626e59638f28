/// A text cut into the stretches of its units and the stretches between them.
struct SegmentText {
  /// A stretch of Unicode scalars.
  struct Run: Equatable {
    let range: Range<Int>
    /// The number of its unit; nil between units.
    let unit: Int?
  }

  let scalars: [Unicode.Scalar]
  /// Covers the whole text, in order.
  let runs: [Run]

  /// Lays units over a text; they are disjoint, in order, within the text and not empty.
  init(_ scalars: [Unicode.Scalar], units: [(unit: Int, offsets: Range<Int>)]) {
    self.scalars = scalars
    var runs: [Run] = []
    var end = 0
    for (unit, offsets) in units {
      if offsets.lowerBound > end { runs.append(Run(range: end..<offsets.lowerBound, unit: nil)) }
      runs.append(Run(range: offsets, unit: unit))
      end = offsets.upperBound
    }
    if end < scalars.count { runs.append(Run(range: end..<scalars.count, unit: nil)) }
    self.runs = runs
  }

  /// A stretch as it stands.
  func text(of range: Range<Int>) -> String { Self.text(of: scalars, in: range) }

  /// A stretch of scalars as a string.
  static func text(of scalars: [Unicode.Scalar], in range: Range<Int>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars[range])
    return String(view)
  }
}
