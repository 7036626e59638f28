import CKernels

/// The table of distances' vectors of disentangled attention, which each layer projects, and which row of it a distance has.
struct DistanceTable: Sendable {
  let settings: RelativeAttention.Disentangled
  let modules: DisentangledModules
  /// The vectors of the distances that occur, after the LayerNorm, if there is one. Buckets without a distance have no vector here. Therefore
  /// neighbouring distances have the same row or neighbouring rows. `[count, D]`
  let vectors: [Float]
  /// Number of vectors.
  let count: Int
  /// Number of tokens of the longest text.
  let longest: Int
  /// The row of each distance, query minus key, from -(longest - 1) on. `[2 longest - 1]`
  let rows: [Int32]

  /// - Throws: `EngineError` where a tensor is missing or has another shape.
  init(
    _ checkpoint: Checkpoint, _ configuration: ModelConfiguration, _ settings: RelativeAttention.Disentangled,
    _ modules: DisentangledModules
  ) throws {
    self.settings = settings
    self.modules = modules
    let size = configuration.hiddenSize
    let buckets = (1 - configuration.longestInput..<configuration.longestInput).map { DistanceBuckets.row($0, settings) }
    var vectors = try checkpoint.tensor(modules.embeddings, shape: [2 * settings.span, size])
    if settings.normalizes, let name = modules.layerNorm {
      let norm = try LayerNorm(checkpoint, name, size: size, epsilon: configuration.layerNormEpsilon)
      var reduced = ge_reduced()
      let input = vectors
      ge_layer_norm(input, nil, norm.weight, norm.bias, norm.epsilon, 2 * settings.span, size, &vectors, nil, &reduced)
    }
    var used: [Int] = []
    var rows: [Int32] = []
    for bucket in buckets {
      if used.last != bucket { used.append(bucket) }
      rows.append(Int32(used.count - 1))
    }
    self.vectors = used.flatMap { vectors[$0 * size..<($0 + 1) * size] }
    (self.rows, count, longest) = (rows, used.count, configuration.longestInput)
  }
}
