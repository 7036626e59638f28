public import Support

/// The attribution of one text by one method.
public struct Attribution: Sendable, Equatable {
  /// The method that computed it.
  public let method: AttributionMethod
  /// The aggregation of the layers' matrices; nil for a method without matrices.
  public let aggregate: Aggregate?
  /// The class whose logit a signed method explains, as an index of the logits; nil for an unsigned method.
  public let classIndex: Int?
  /// The score of each token. For an unsigned method, its part of the sum over all tokens; with matrices, of row 0 of `final`, which belongs
  /// to the token that the classifier reads. For a signed method, in logits. `[T]`
  public let scores: [Float]
  /// The part of the class' logit that belongs to no token, `logit` minus the sum of the scores; nil for an unsigned method.
  public let bias: Double?
  /// The class' logit; nil for an unsigned method.
  public let logit: Double?
  /// For Integrated Gradients, the sum of the scores minus the difference of the logits, which is 0 for infinitely many steps; else nil.
  public let residual: Double?
  /// The aggregated matrix: row i holds the shares of the input tokens in token i of the last layer. Rows that were not computed, of a
  /// maximum flow, are 0. Nil for a method without matrices. `[T, T]`
  public let final: ScaledMatrix?
  /// The local matrices from the first layer on; empty unless requested, with all but the first aggregation of a method, and for a method
  /// without matrices. `[L]` of `[T, T]`
  public let layers: [ScaledMatrix]

  /// Creates the attribution of an unsigned method with matrices.
  init(_ method: AttributionMethod, _ aggregate: Aggregate, scores: [Float], final: ScaledMatrix, layers: [ScaledMatrix]) {
    self.method = method
    self.aggregate = aggregate
    self.scores = scores
    self.final = final
    self.layers = layers
    (classIndex, bias, logit, residual) = (nil, nil, nil, nil)
  }

  /// Creates the attribution of an unsigned method without matrices, from the size of each token's part. `[T]`
  init(_ method: AttributionMethod, sizes: [Float]) {
    self.method = method
    scores = Self.parts(sizes)
    (aggregate, final, layers) = (nil, nil, [])
    (classIndex, bias, logit, residual) = (nil, nil, nil, nil)
  }

  /// Creates the attribution of a signed method; the bias follows from logit and scores.
  init(_ method: AttributionMethod, classIndex: Int, scores: [Float], logit: Double, residual: Double? = nil) {
    self.method = method
    self.classIndex = classIndex
    self.scores = scores
    self.logit = logit
    self.residual = residual
    bias = logit - scores.reduce(0) { $0 + Double($1) }
    (aggregate, final, layers) = (nil, nil, [])
  }

  /// Whether the scores of Integrated Gradients miss the difference of the logits by more than 1 %, after the last step.
  public var isUnconverged: Bool {
    guard let residual else { return false }
    return !IntegrationSteps.isSmall(residual: residual, difference: scores.reduce(0) { $0 + Double($1) } - residual)
  }

  /// Whether all numbers are finite. A model with damaged weights gives infinities or NaN.
  public var isFinite: Bool {
    scores.allSatisfy(\.isFinite) && [bias, logit, residual].allSatisfy { $0?.isFinite ?? true }
      && ([final].compactMap { $0 } + layers).allSatisfy { $0.values.allSatisfy(\.isFinite) }
  }

  /// Numbers divided by their sum; all 0 if they are all 0.
  static func parts(_ sizes: some Collection<Float>) -> [Float] {
    let sum = sizes.reduce(0) { $0 + Double($1) }
    return sizes.map { sum == 0 ? 0 : Float(Double($0) / sum) }
  }
}
