public import Support

/// The attribution of a text, or a window, by one method, for one class where the method is signed.
public struct AttributionResult: Sendable, Equatable {
  /// The method, one of the store's.
  public var method: Method
  /// The class that signed scores explain; nil for an unsigned method, and for a model without classes.
  public var className: String?
  /// Unsigned: the token's entry of row 0 of the aggregated matrix, divided by the sum of this row. Signed: in logits. `[T]`
  public var scores: [Float]
  /// The part of the class' logit that belongs to no token; nil for an unsigned method.
  public var bias: Double?
  /// The class' logit, which is the sum of the scores and the bias; nil for an unsigned method.
  public var logit: Double?
  /// The aggregated matrix; nil for a method without matrices, and for all classes but the first. `[T, T]`
  public var final: ScaledMatrix?
  /// The local matrices from the first layer on; empty unless all layers are kept. `[L]` of `[T, T]`
  public var layers: [ScaledMatrix]

  /// Creates a result.
  public init(
    _ method: Method, className: String? = nil, scores: [Float], bias: Double? = nil, logit: Double? = nil, final: ScaledMatrix? = nil,
    layers: [ScaledMatrix] = []
  ) {
    self.method = method
    self.className = className
    self.scores = scores
    self.bias = bias
    self.logit = logit
    self.final = final
    self.layers = layers
  }

  /// Whether a store can hold the numbers: all are finite, and no score is so large that sums of scores could overflow.
  public var isStorable: Bool {
    scores.allSatisfy { $0.magnitude <= FixedPoint.largestScore } && (bias ?? 0).isFinite && (logit ?? 0).isFinite
  }

  /// The attributions of a text that was split into windows, without matrices. For an unsigned method, see
  /// `joinedScores`. For a signed method, the scores are summed over the windows and divided by the number of windows, and so are bias and
  /// logit; scores and bias then still add up to the mean logit.
  /// - Parameters:
  ///   - windows: The windows in the order of the text, with the same methods and classes in the same order; together they contain every
  ///     token.
  ///   - count: Number of tokens of the text, including special ones.
  /// - Returns: An attribution for each method and class.
  /// - Precondition: The windows lie within the text.
  public static func joined(of windows: [WindowRecord], count: Int) -> [AttributionResult] {
    guard let first = windows.first else { return [] }
    return first.results.indices.map { place in
      let parts = windows.map { (positions: $0.allPositions(count: count), result: $0.results[place]) }
      let result = first.results[place]
      precondition(
        parts.allSatisfy { $0.result.method == result.method && $0.result.className == result.className }, "windows with other methods")
      guard result.method.isSigned else {
        return AttributionResult(result.method, scores: joinedScores(parts.map { ($0.positions, $0.result.scores) }, count: count))
      }
      var sums = [Double](repeating: 0, count: count)
      for part in parts {
        for (position, score) in zip(part.positions, part.result.scores) { sums[position] += Double(score) }
      }
      func mean(_ value: (AttributionResult) -> Double?) -> Double? {
        let values = parts.compactMap { value($0.result) }
        return values.count == parts.count ? values.reduce(0, +) / Double(parts.count) : nil
      }
      return AttributionResult(
        result.method, className: result.className, scores: sums.map { Float($0 / Double(windows.count)) }, bias: mean(\.bias),
        logit: mean(\.logit))
    }
  }

  /// The unsigned scores of the whole text: each token's mean over the windows that contain it, divided by the sum of these means, so that
  /// they add up to 1. [CLS] and [SEP] are in all windows.
  static func joinedScores(_ windows: [(positions: [Int], scores: [Float])], count: Int) -> [Float] {
    var sums = [Double](repeating: 0, count: count)
    var holders = [Double](repeating: 0, count: count)
    for window in windows {
      for (position, score) in zip(window.positions, window.scores) {
        sums[position] += Double(score)
        holders[position] += 1
      }
    }
    let means = zip(sums, holders).map { $1 == 0 ? 0 : $0 / $1 }
    let total = means.reduce(0, +)
    return means.map { total == 0 ? 0 : Float($0 / total) }
  }
}
