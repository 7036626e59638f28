extension Linear {
  /// Reads `name.weight` `[outputs, inputs]` and `name.bias` `[outputs]` and packs them.
  /// - Throws: `EngineError` where one is missing or has another shape.
  convenience init(_ checkpoint: Checkpoint, _ name: String, outputs: Int, inputs: Int, activation: LinearActivation = .none) throws {
    self.init(
      weights: try checkpoint.tensor(name + ".weight", shape: [outputs, inputs]),
      bias: try checkpoint.tensor(name + ".bias", shape: [outputs]), inputs: inputs, outputs: outputs, activation: activation)
  }
}
