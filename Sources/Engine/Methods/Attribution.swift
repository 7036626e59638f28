/// What one text gets: the classifier's output and GlobEnc's matrices.
public struct Attribution: Sendable {
  /// `[C]`, empty where the model has no head.
  public let logits: [Float]
  /// N-Enc rolled out over all layers: row i says what token i of the last layer is made of. `[T, T]`
  public let final: ScaledMatrix
  /// Row 0 of `final`, the one that the classifier reads, divided by its sum. `[T]`
  public let scores: [Float]
  /// The local N-Enc matrices, first layer first; empty unless asked for. `[L]` of `[T, T]`
  public let layers: [ScaledMatrix]

  /// Whether every number is one: a model with damaged weights gives infinities or NaN.
  public var isFinite: Bool {
    logits.allSatisfy(\.isFinite) && scores.allSatisfy(\.isFinite) && final.values.allSatisfy(\.isFinite)
      && layers.allSatisfy { $0.values.allSatisfy(\.isFinite) }
  }
}
