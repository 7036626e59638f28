/// The weights of one layer in its checkpoint. Each property reads and converts its tensors anew; the encoder and the methods pack them in
/// their own formats and keep only these.
struct LayerWeights: Sendable {
  let configuration: ModelConfiguration
  /// The number of the weight set. Layers with the same number have the same weights.
  let number: Int
  private let checkpoint: Checkpoint

  /// Finds the weights of the layer `index`, from 0.
  init(_ checkpoint: Checkpoint, _ configuration: ModelConfiguration, index: Int) {
    self.checkpoint = checkpoint
    self.configuration = configuration
    number = configuration.weightSet(ofLayer: index)
  }

  private var size: Int { configuration.hiddenSize }

  /// `W_Q` `[D, D]`
  var query: DenseWeights { get throws { try projection(0, \.query) } }
  /// `W_K` `[D, D]`
  var key: DenseWeights { get throws { try projection(1, \.key) } }
  /// `W_V` `[D, D]`
  var value: DenseWeights { get throws { try projection(2, \.value) } }
  /// `W_O` `[D, D]`
  var attentionOutput: DenseWeights { get throws { try dense(\.attentionOutput, outputs: size, inputs: size) } }
  /// `W_1` `[F, D]`
  var intermediate: DenseWeights {
    get throws { try dense(\.intermediate, outputs: configuration.intermediateSize, inputs: size) }
  }
  /// `W_2` `[D, F]`
  var output: DenseWeights { get throws { try dense(\.output, outputs: size, inputs: configuration.intermediateSize) } }
  /// The first LayerNorm.
  var attentionLayerNorm: LayerNorm { get throws { try layerNorm(\.attentionLayerNorm) } }
  /// The second LayerNorm.
  var outputLayerNorm: LayerNorm { get throws { try layerNorm(\.outputLayerNorm) } }

  /// Query, key or value, which are parts 0, 1 and 2 of a joined weight.
  private func projection(_ part: Int, _ module: KeyPath<ModuleNames.Layer, String>) throws -> DenseWeights {
    guard let joined = configuration.architecture.modules.layer.joined else { return try dense(module, outputs: size, inputs: size) }
    let (heads, rows) = (configuration.attentionHeads, configuration.headSize * size)
    let weight = try tensor(joined.weight, shape: [3 * size, size])
    let bias = part == 0 ? joined.queryBias : part == 2 ? joined.valueBias : nil
    return DenseWeights(
      weight: (0..<heads).flatMap { weight[(3 * $0 + part) * rows..<(3 * $0 + part + 1) * rows] },
      bias: try bias.map { try tensor($0, shape: [size]) } ?? Array(repeating: 0, count: size))
  }

  /// The projection of the vectors of distances with this name. `[D, D]`
  func distanceProjection(_ module: DisentangledModules.Projection) throws -> DenseWeights {
    DenseWeights(
      weight: try tensor(module.name + ".weight", shape: [size, size]),
      bias: module.hasBias ? try tensor(module.name + ".bias", shape: [size]) : Array(repeating: 0, count: size))
  }

  private func tensor(_ name: String, shape: [Int]) throws -> [Float] {
    try checkpoint.tensor(configuration.architecture.modules.path(ofLayer: number) + name, shape: shape)
  }

  private func dense(_ module: KeyPath<ModuleNames.Layer, String>, outputs: Int, inputs: Int) throws -> DenseWeights {
    try DenseWeights(checkpoint, name(module), outputs: outputs, inputs: inputs)
  }

  private func layerNorm(_ module: KeyPath<ModuleNames.Layer, String>) throws -> LayerNorm {
    try LayerNorm(checkpoint, name(module), size: size, epsilon: configuration.layerNormEpsilon)
  }

  private func name(_ module: KeyPath<ModuleNames.Layer, String>) -> String {
    configuration.architecture.modules.name(module, ofLayer: number)
  }
}
