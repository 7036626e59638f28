/// What computes the dense products of the encoder.
enum Backend: Sendable, CaseIterable {
  /// Intel's library, found when the package was built.
  case oneDNN
  /// Our own C kernel, which every build has: fp32 only.
  case portable

  /// The one that models run on: oneDNN where the build found it.
  static let current: Backend = LinearOneDNN.isAvailable ? .oneDNN : .portable

  /// Whether layers can be made on it in this build.
  var isAvailable: Bool {
    switch self {
    case .oneDNN: LinearOneDNN.isAvailable
    case .portable: true
    }
  }

  /// The name of the current one, as the store records it: "onednn 2.6.3" or "portable".
  static let name: String = current.name

  /// The name with the version of what is loaded.
  var name: String {
    switch self {
    case .oneDNN: LinearOneDNN.version
    case .portable: "portable"
    }
  }

  /// What our own kernels were compiled for and run as on this processor: "avx512f", "avx2" (with FMA) or "baseline".
  static let instructionSet: String = LinearPortable.instructionSet
}
