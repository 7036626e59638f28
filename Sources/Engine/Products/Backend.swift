/// The library that computes the dense products of the encoder.
enum Backend: Sendable, CaseIterable {
  /// Intel's library, where the build found it.
  case oneDNN
  /// Our own C kernel, which every build has; fp32 only.
  case portable

  /// The backend of all models: oneDNN where the build found it.
  static let current: Backend = LinearOneDNN.isAvailable ? .oneDNN : .portable

  /// Whether this build has the backend.
  var isAvailable: Bool {
    switch self {
    case .oneDNN: LinearOneDNN.isAvailable
    case .portable: true
    }
  }

  /// The name of the current backend, as the store records it: "onednn 2.6.3" or "portable".
  static let name: String = current.name

  /// The backend's name, with the version of the loaded library.
  var name: String {
    switch self {
    case .oneDNN: LinearOneDNN.version
    case .portable: "portable"
    }
  }

  /// Whether the backend computes products of this precision, and at full speed on this processor.
  func supports(_ precision: Precision) -> Bool {
    switch (self, precision) {
    case (_, .f32): isAvailable
    case (.oneDNN, .bf16): LinearOneDNN.hasBFloat16
    case (.oneDNN, .int8): LinearOneDNN.hasInt8
    case (.portable, .bf16), (.portable, .int8): false
    }
  }

  /// Refuses a precision that the backend does not support, or computes only slowly.
  /// - Throws: `EngineError` that says what to do.
  func require(_ precision: Precision) throws {
    guard !supports(precision) else { return }
    let instructions = precision == .int8 ? "AVX-512 VNNI" : "AVX-512 BF16"
    throw EngineError(
      self == .portable
        ? "\(precision.rawValue) products need oneDNN, which this build has not got: install oneDNN and build again, or choose f32"
        : "\(precision.rawValue) products need \(instructions) or AMX instructions, but \(name) finds only \(LinearOneDNN.instructionSet) on this "
          + "processor and would be slower than with f32: choose f32")
  }
}
