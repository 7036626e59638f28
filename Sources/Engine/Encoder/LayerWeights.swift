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
  var query: DenseWeights { get throws { try dense(\.query, outputs: size, inputs: size) } }
  /// `W_K` `[D, D]`
  var key: DenseWeights { get throws { try dense(\.key, outputs: size, inputs: size) } }
  /// `W_V` `[D, D]`
  var value: DenseWeights { get throws { try dense(\.value, outputs: size, inputs: size) } }
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
