/// The results of a model for one text: the logits, and an attribution by each method.
public struct Explanation: Sendable, Equatable {
  /// Empty where the model has no head. `[C]`
  public let logits: [Float]
  /// An attribution for each method, aggregation and class that the model was opened with.
  public let attributions: [Attribution]

  /// Whether all numbers are finite. A model with damaged weights gives infinities or NaN.
  public var isFinite: Bool { logits.allSatisfy(\.isFinite) && attributions.allSatisfy(\.isFinite) }
}
