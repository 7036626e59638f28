/// The weights of a model for backward passes by some rules: transposed and packed in single precision. Immutable, and shared by all workers.
struct BackwardWeights: Sendable {
  let configuration: ModelConfiguration
  let rules: Set<BackwardRule>
  /// `[L]`
  let layers: [BackwardLayer]
  /// The transposed projection of the embeddings, from `[N, D]` to `[N, E]`; nil in a model without.
  let embeddingProjection: Linear?
  let head: BackwardHead

  /// Whether of the last layer only the first token of each text has a gradient that is not 0: if it is not the first layer, too, whose
  /// input all tokens have.
  var hasShortLastLayer: Bool { layers.count > 1 }

  /// Packs the weights; nil where no rule is asked for.
  /// - Throws: `EngineError` where a tensor is missing or has another shape, or where the model has no classifier.
  init?(_ parts: ModelParts, rules: Set<BackwardRule>, backend: Backend? = nil) throws {
    guard !rules.isEmpty else { return nil }
    head = BackwardHead(try parts.classifier)
    self.rules = rules
    configuration = parts.configuration
    layers = try parts.packedByPlace {
      try BackwardLayer(parts.layers[$0], parts.encoder.layers[$0].distanceTerms, $1, rules: rules, backend: backend)
    }
    let projection = rules.contains(.gradient) ? try parts.embeddingProjection : nil
    embeddingProjection = projection.map { Linear(transposed: $0.weight, rows: $0.bias.count, backend: backend) }
  }
}

extension Linear {
  /// Packs the transposition of a weight `[rows, columns]`, so that the layer computes `y = x W`.
  convenience init(transposed weight: [Float], rows: Int, backend: Backend?) {
    let columns = weight.count / rows
    self.init(
      weight: Kernels.transposed(weight, rows: rows), bias: nil, outputs: columns, inputs: rows, backend: backend)
  }
}
