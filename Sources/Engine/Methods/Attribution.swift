/// What one method says about one text.
public struct Attribution: Sendable, Equatable {
  /// The method.
  public let method: AttributionMethod
  /// How the matrices of the layers became one; nil for a method without matrices.
  public let aggregate: Aggregate?
  /// The class that a signed method speaks for, as an index of the logits; nil for a method without sign.
  public let classIndex: Int?
  /// What each token counts for. Without sign: row 0 of `final`, the one that the classifier reads, divided by its sum. `[T]`
  public let scores: [Float]
  /// The aggregated matrix: row i says what token i of the last layer is made of. `[T, T]`
  public let final: ScaledMatrix
  /// The local matrices, first layer first; empty unless asked for. `[L]` of `[T, T]`
  public let layers: [ScaledMatrix]

  /// Whether every number is one: a model with damaged weights gives infinities or NaN.
  public var isFinite: Bool {
    scores.allSatisfy(\.isFinite) && final.values.allSatisfy(\.isFinite) && layers.allSatisfy { $0.values.allSatisfy(\.isFinite) }
  }
}
