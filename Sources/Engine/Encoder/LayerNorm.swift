/// `nn.LayerNorm` over the last axis: `weight * (x - mean) / sqrt(var + epsilon) + bias`.
struct LayerNorm: Sendable {
  /// Gamma. `[D]`
  let weight: [Float]
  /// Beta. `[D]`
  let bias: [Float]
  let epsilon: Float

  init(_ checkpoint: Checkpoint, _ name: String, size: Int, epsilon: Float) throws {
    weight = try checkpoint.tensor(name + ".weight", shape: [size])
    bias = try checkpoint.tensor(name + ".bias", shape: [size])
    self.epsilon = epsilon
  }
}
