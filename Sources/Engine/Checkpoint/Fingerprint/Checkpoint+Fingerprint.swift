extension Checkpoint {
  /// Tells the model from any other: a hash of what the configuration says and of all weights, in 32 hexadecimal digits.
  ///
  /// Stores are continued by it, so that its text is never changed: see ``ModelConfiguration/fingerprintText``.
  func fingerprint(_ configuration: ModelConfiguration) -> String {
    hash(begunWith: configuration.fingerprintText, elements: TensorElement.weights)
  }

  /// What version 0.1 called the same model, by which its stores know it.
  func formerFingerprint(_ configuration: ModelConfiguration) -> String {
    hash(begunWith: configuration.formerFingerprintText, elements: [.f32, .f16, .bf16])
  }
}
