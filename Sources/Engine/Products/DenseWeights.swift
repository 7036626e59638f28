/// The weights of an `nn.Linear` from a checkpoint.
struct DenseWeights: Sendable {
  /// Row-major. `[outputs, inputs]`
  var weight: [Float]
  /// `[outputs]`
  var bias: [Float]

  init(weight: [Float], bias: [Float]) {
    self.weight = weight
    self.bias = bias
  }

  /// Reads `name.weight` and `name.bias`.
  /// - Throws: `EngineError` where a tensor is missing or has another shape.
  init(_ checkpoint: Checkpoint, _ name: String, outputs: Int, inputs: Int) throws {
    weight = try checkpoint.tensor(name + ".weight", shape: [outputs, inputs])
    bias = try checkpoint.tensor(name + ".bias", shape: [outputs])
  }
}
