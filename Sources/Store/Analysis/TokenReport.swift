/// The occurrences of one token and their scores.
public struct TokenReport: Sendable, Equatable {
  /// The number of a token's occurrences and the distribution of their scores.
  public struct Spread: Sendable, Equatable {
    /// Number of examples that hold the token.
    public let examples: Int
    /// Number of its occurrences.
    public let count: Int
    /// Mean score.
    public let mean: Double
    /// Least score, quartiles and highest score, five numbers; a quartile between two scores is interpolated linearly.
    public let quartiles: [Double]
  }

  /// The examples of one combination of labels. With sets of labels, these are the examples whose sets hold both labels.
  public struct Group: Sendable, Equatable {
    /// The gold label; nil for examples whose gold labels are missing or unknown.
    public let label: String?
    /// The predicted label; nil for regression, and for a model without a classification head.
    public let predicted: String?
    /// The token's scores in these examples.
    public let spread: Spread
  }

  /// The occurrence of the token with the highest score in an example.
  public struct Occurrence: Sendable, Equatable {
    /// Id of the example.
    public let id: String
    /// The example's row of the corpus.
    public let row: Int
    /// The example's gold label.
    public let label: String?
    /// The example's predicted label.
    public let predicted: String?
    /// Position of the token, or of a word's first token, among the example's tokens.
    public let position: Int
    /// Score of the occurrence.
    public let score: Double
    /// All gold labels, where the model gives sets of labels; nil where they are unknown.
    public internal(set) var labels: [String]? = nil
    /// All predicted labels; nil where the model does not give sets of labels.
    public internal(set) var predictedLabels: [String]? = nil
  }

  /// Number of examples that were searched.
  public let examples: Int
  /// The token's scores in all examples.
  public let spread: Spread
  /// Groups of examples by labels, sorted by the bytes of the labels, missing labels last. With sets of labels, an example counts in the
  /// group of each pair of its labels, but only once in `spread`.
  public let groups: [Group]
  /// The examples with the token's highest scores, the highest first; ties in the order of the corpus.
  public let strongest: [Occurrence]
}

extension TokenReport.Spread {
  /// The distribution of `scores`, in units of 2^-32 and any order, from `examples` examples.
  /// - Precondition: `scores` is not empty.
  init(of scores: [Int64], examples: Int) {
    precondition(!scores.isEmpty, "a spread of nothing")
    let sorted = scores.sorted().map { Float(FixedPoint.double($0)) }
    self.examples = examples
    count = sorted.count
    // The mean is computed from the same integers as in rankings, so that both show the same number.
    mean = FixedPoint.double(scores.reduce(0, &+)) / Double(sorted.count)
    quartiles = [0, 0.25, 0.5, 0.75, 1].map { share in
      let place = share * Double(sorted.count - 1)
      let low = Int(place.rounded(.down))
      let high = min(low + 1, sorted.count - 1)
      return Double(sorted[low]) + (place - Double(low)) * (Double(sorted[high]) - Double(sorted[low]))
    }
  }
}
