/// The weights of one layer for backward passes.
struct BackwardLayer: Sendable {
  /// The place of a layer, on which depend the products that a pass needs of it.
  enum Place {
    case first, middle, last
    /// The first and the last layer in one.
    case only
  }

  let attentionLayerNorm: LayerNorm
  let outputLayerNorm: LayerNorm
  /// `x W_2`, from `[N, D]` to `[N, F]`
  let output: Linear
  /// `x W_1`, from `[N, F]` to `[N, D]`
  let intermediate: Linear
  /// `x W_O`. `[D, D]`
  let attentionOutput: Linear
  /// `x W_V`, for frozen attention. The first layer does without: the scores follow from the values themselves. `[D, D]`
  let value: Linear?
  /// `x (W_Q W_K W_V)`, for gradients, with the scaled queries. From `[N, 3 D]` to `[N, D]`
  let projection: Linear?
  /// W_Q (scaled), W_K, W_V as they are in the checkpoint, for the last layer, where they multiply one row of each text. Row-major, with a
  /// vector's length of zeros at the end. `[3 D, D]`
  let rows: [Float]
  /// The vectors of distances that multiply queries and keys, for gradients; nil without such terms.
  let keyDistances, queryDistances: DistanceRows?

  init(_ weights: LayerWeights, _ terms: DistanceTerms, _ place: Place, rules: Set<BackwardRule>, backend: Backend?) throws {
    let size = weights.configuration.hiddenSize
    func linear(_ dense: DenseWeights) -> Linear { Linear(transposed: dense.weight, rows: dense.bias.count, backend: backend) }
    attentionLayerNorm = try weights.attentionLayerNorm
    outputLayerNorm = try weights.outputLayerNorm
    output = linear(try weights.output)
    intermediate = linear(try weights.intermediate)
    attentionOutput = linear(try weights.attentionOutput)
    let joined = try EncoderLayer.projection(weights)
    let isLast = place == .last
    value =
      place == .middle && rules.contains(.frozen)
      ? Linear(transposed: Array(joined.weight.suffix(size * size)), rows: size, backend: backend) : nil
    projection = !isLast && rules.contains(.gradient) ? linear(joined) : nil
    var ofKeys, ofQueries: DistanceVectors?
    if case .disentangled(let attention) = terms, rules.contains(.gradient) {
      (ofKeys, ofQueries) = (attention.keyVectors, attention.queryVectors)
    }
    keyDistances = ofKeys.map(DistanceRows.init)
    queryDistances = ofQueries.map(DistanceRows.init)
    rows = isLast ? joined.weight + [Float](repeating: 0, count: 16) : []
  }
}
