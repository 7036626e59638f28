/// A text cut into the stretches of its units and the stretches between them.
struct SegmentText {
  /// A stretch of Unicode scalars.
  struct Run: Equatable {
    let range: Range<Int>
    /// The number of its unit; nil between units.
    let unit: Int?
    /// Whether the model read it.
    var isRead = true
  }

  let scalars: [Unicode.Scalar]
  /// Covers the whole text, in order.
  let runs: [Run]

  /// Lays units over a text; they are disjoint, in order, within the text and not empty. `read` is what the model read of it, units
  /// included; nil means all.
  init(_ scalars: [Unicode.Scalar], units: [(unit: Int, offsets: Range<Int>)], read: Range<Int>? = nil) {
    self.scalars = scalars
    let read = read ?? scalars.indices
    var runs: [Run] = []
    var end = 0
    func add(to next: Int) {
      for (part, isRead) in [(scalars.startIndex..<read.lowerBound, false), (read, true), (read.upperBound..<scalars.endIndex, false)] {
        let range = (end..<next).clamped(to: part)
        if !range.isEmpty { runs.append(Run(range: range, unit: nil, isRead: isRead)) }
      }
    }
    for (unit, offsets) in units {
      add(to: offsets.lowerBound)
      runs.append(Run(range: offsets, unit: unit))
      end = offsets.upperBound
    }
    add(to: scalars.count)
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
