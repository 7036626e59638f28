/// The weights of one layer in its checkpoint. Each is read, and converted, when it is asked for: the encoder and the methods pack them
/// in forms of their own and keep no other.
struct LayerWeights: Sendable {
  let configuration: ModelConfiguration
  private let checkpoint: Checkpoint
  private let prefix: String

  /// Finds the layer `index`, 0 for the first one.
  init(_ checkpoint: Checkpoint, _ configuration: ModelConfiguration, index: Int) {
    self.checkpoint = checkpoint
    self.configuration = configuration
    prefix = "encoder.layer.\(index)."
  }

  private var size: Int { configuration.hiddenSize }

  /// `attention.self.query`: `W_Q` `[D, D]`
  var query: DenseWeights { get throws { try dense("attention.self.query", outputs: size, inputs: size) } }
  /// `attention.self.key`: `W_K` `[D, D]`
  var key: DenseWeights { get throws { try dense("attention.self.key", outputs: size, inputs: size) } }
  /// `attention.self.value`: `W_V` `[D, D]`
  var value: DenseWeights { get throws { try dense("attention.self.value", outputs: size, inputs: size) } }
  /// `attention.output.dense`: `W_O` `[D, D]`
  var attentionOutput: DenseWeights { get throws { try dense("attention.output.dense", outputs: size, inputs: size) } }
  /// `intermediate.dense`: `W_1` `[F, D]`
  var intermediate: DenseWeights {
    get throws { try dense("intermediate.dense", outputs: configuration.intermediateSize, inputs: size) }
  }
  /// `output.dense`: `W_2` `[D, F]`
  var output: DenseWeights { get throws { try dense("output.dense", outputs: size, inputs: configuration.intermediateSize) } }
  /// `attention.output.LayerNorm`
  var attentionLayerNorm: LayerNorm { get throws { try layerNorm("attention.output.LayerNorm") } }
  /// `output.LayerNorm`
  var outputLayerNorm: LayerNorm { get throws { try layerNorm("output.LayerNorm") } }

  private func dense(_ name: String, outputs: Int, inputs: Int) throws -> DenseWeights {
    try DenseWeights(checkpoint, prefix + name, outputs: outputs, inputs: inputs)
  }

  private func layerNorm(_ name: String) throws -> LayerNorm {
    try LayerNorm(checkpoint, prefix + name, size: size, epsilon: configuration.layerNormEpsilon)
  }
}
