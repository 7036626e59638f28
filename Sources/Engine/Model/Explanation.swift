/// What one text gets from a model: the classifier's output, and what each method says.
public struct Explanation: Sendable, Equatable {
  /// `[C]`, empty where the model has no head.
  public let logits: [Float]
  /// One for each method, aggregate and class that the model was opened for.
  public let attributions: [Attribution]

  /// Whether every number is one: a model with damaged weights gives infinities or NaN.
  public var isFinite: Bool { logits.allSatisfy(\.isFinite) && attributions.allSatisfy(\.isFinite) }
}
