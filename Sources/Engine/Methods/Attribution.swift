public import Support

/// The attribution of one text by one method.
public struct Attribution: Sendable, Equatable {
  /// The method that computed it.
  public let method: AttributionMethod
  /// The aggregation of the layers' matrices; nil for a method without matrices.
  public let aggregate: Aggregate?
  /// The class whose logit a signed method explains, as an index of the logits; nil for an unsigned method.
  public let classIndex: Int?
  /// The score of each token. For an unsigned method: row 0 of `final`, which belongs to the token that the classifier reads, divided by
  /// its sum. `[T]`
  public let scores: [Float]
  /// The aggregated matrix: row i holds the shares of the input tokens in token i of the last layer. `[T, T]`
  public let final: ScaledMatrix
  /// The local matrices from the first layer on; empty unless requested. `[L]` of `[T, T]`
  public let layers: [ScaledMatrix]

  /// Whether all numbers are finite. A model with damaged weights gives infinities or NaN.
  public var isFinite: Bool {
    scores.allSatisfy(\.isFinite) && final.values.allSatisfy(\.isFinite) && layers.allSatisfy { $0.values.allSatisfy(\.isFinite) }
  }
}
