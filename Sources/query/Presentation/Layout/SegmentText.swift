/// A text divided into its units and the parts between them.
struct SegmentText {
  /// A part of the text, in Unicode scalars.
  struct Run: Equatable {
    let range: Range<Int>
    /// Index of its unit; nil between units.
    let unit: Int?
    /// Whether the model read it.
    var isRead = true
  }

  let scalars: [Unicode.Scalar]
  /// The runs in order; they cover the whole text.
  let runs: [Run]

  /// Divides a text. Units are disjoint, in order, within the text and not empty. `read` is the range that the model read, which includes
  /// the units; nil means all.
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

  /// A part of the text as a string.
  func text(of range: Range<Int>) -> String { Self.text(of: scalars, in: range) }

  /// A range of scalars as a string.
  static func text(of scalars: [Unicode.Scalar], in range: Range<Int>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars[range])
    return String(view)
  }
}
