/// Where, and how strongly, one token acts.
public struct TokenReport: Sendable, Equatable {
  /// Occurrences and how their scores are spread.
  public struct Spread: Sendable, Equatable {
    /// How many examples have the token.
    public let examples: Int
    /// How often it occurs in them.
    public let count: Int
    /// The mean of its scores.
    public let mean: Double
    /// The least score, the quartiles and the highest, linear between neighbours where one falls between two.
    public let quartiles: [Double]
  }

  /// The examples of one combination of labels; with sets of labels, those whose sets hold both.
  public struct Group: Sendable, Equatable {
    /// The gold label; nil for examples without one, or whose gold labels are not known.
    public let label: String?
    /// The predicted label; nil for regression and without a head.
    public let predicted: String?
    /// The token in them.
    public let spread: Spread
  }

  /// The strongest occurrence of the token in an example.
  public struct Occurrence: Sendable, Equatable {
    /// The example.
    public let id: String
    /// Its row of the corpus.
    public let row: Int
    /// Its gold label.
    public let label: String?
    /// Its predicted label.
    public let predicted: String?
    /// The token's place among the tokens; a word's first one's.
    public let position: Int
    /// Its score.
    public let score: Double
    /// All gold labels where the model gives sets of labels; nil where none are known.
    public internal(set) var labels: [String]? = nil
    /// All predicted labels; nil where the model does not give sets.
    public internal(set) var predictedLabels: [String]? = nil
  }

  /// How many examples were looked at.
  public let examples: Int
  /// Over all examples.
  public let spread: Spread
  /// By labels that it occurs with (with sets of labels, an example is in the group of each pair of its labels, and in no other number twice), sorted by the names' bytes, missing ones last.
  public let groups: [Group]
  /// The examples where it is strongest, the strongest first, ties in the order of the corpus.
  public let strongest: [Occurrence]
}

extension TokenReport.Spread {
  /// The spread of `scores`, in units of 2^-32 and in any order, which `examples` examples have.
  /// - Precondition: there are some.
  init(of scores: [Int64], examples: Int) {
    precondition(!scores.isEmpty, "a spread of nothing")
    let sorted = scores.sorted().map { Float(FixedPoint.double($0)) }
    self.examples = examples
    count = sorted.count
    // In the integers of the kept totals, so that it is the mean that rankings show.
    mean = FixedPoint.double(scores.reduce(0, &+)) / Double(sorted.count)
    quartiles = [0, 0.25, 0.5, 0.75, 1].map { share in
      let place = share * Double(sorted.count - 1)
      let low = Int(place.rounded(.down))
      let high = min(low + 1, sorted.count - 1)
      return Double(sorted[low]) + (place - Double(low)) * (Double(sorted[high]) - Double(sorted[low]))
    }
  }
}
