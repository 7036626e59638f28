extension Checkpoint {
  /// The model's fingerprint: a hash of the configuration and of all weights, in 32 hexadecimal digits.
  ///
  /// A run continues a store only for an equal fingerprint, so its definition never changes: see ``ModelConfiguration/fingerprintText``.
  func fingerprint(_ configuration: ModelConfiguration) -> String {
    hash(begunWith: configuration.fingerprintText, elements: TensorElement.weights)
  }

  /// The fingerprint that version 0.1 gave to the same model, and that its stores hold.
  func formerFingerprint(_ configuration: ModelConfiguration) -> String {
    hash(begunWith: configuration.formerFingerprintText, elements: [.f32, .f16, .bf16])
  }
}
