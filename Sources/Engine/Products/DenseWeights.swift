/// The weights of an `nn.Linear`, as a checkpoint holds them.
struct DenseWeights: Sendable {
  /// Row-major. `[outputs, inputs]`
  var weight: [Float]
  /// `[outputs]`
  var bias: [Float]

  /// Reads `name.weight` and `name.bias`.
  /// - Throws: `EngineError` where a tensor is missing or misshapen.
  init(_ checkpoint: Checkpoint, _ name: String, outputs: Int, inputs: Int) throws {
    weight = try checkpoint.tensor(name + ".weight", shape: [outputs, inputs])
    bias = try checkpoint.tensor(name + ".bias", shape: [outputs])
  }
}
