package import Store
package import Support

/// Examples counted by their number of tokens, in bins of one width that is easy to read.
package struct LengthBins {
  /// Upper bound of the number of bins.
  private static let most = 24

  private let counts: [LengthCount]

  /// - Parameter counts: The counts of each length that occurs.
  package init(_ counts: [LengthCount]) { self.counts = counts }

  /// The width of the bins for lengths in a range: 1, 2, 5, 10 and so on.
  static func width(from least: Int, to most: Int) -> Int {
    let widths = (0..<9).flatMap { power in
      let unit = (0..<power).reduce(1) { unit, _ in unit * 10 }
      return [unit, 2 * unit, 5 * unit]
    }
    return widths.first { most / $0 - least / $0 < Self.most } ?? most
  }

  /// `{"bins": [...]}`: the lowest and highest length of each bin, how many examples are in it, and how many predictions are right and wrong
  /// (0 each where none can be judged).
  package var json: JSONOutput {
    guard let least = counts.map(\.tokens).min(), let most = counts.map(\.tokens).max() else {
      return .object([(key: "bins", value: .array([]))])
    }
    let width = Self.width(from: least, to: most)
    var bins = [(examples: Int, right: Int, wrong: Int)](repeating: (0, 0, 0), count: most / width - least / width + 1)
    for count in counts {
      let place = count.tokens / width - least / width
      bins[place].examples += count.examples
      bins[place].right += count.right
      bins[place].wrong += count.wrong
    }
    let objects = bins.enumerated().map { place, bin in
      JSONOutput.object([
        (key: "lower", value: .integer((place + least / width) * width)),
        (key: "upper", value: .integer((place + least / width + 1) * width - 1)),
        (key: "examples", value: .integer(bin.examples)), (key: "right", value: .integer(bin.right)),
        (key: "wrong", value: .integer(bin.wrong)),
      ])
    }
    return .object([(key: "bins", value: .array(objects))])
  }
}
