import CKernels
import Foundation

/// The processor's instructions that our own kernels use, such as "avx2" (with FMA) or "avx512".
///
/// It is the widest set of the processor, unless the environment variable `GLOBENC_INSTRUCTIONS` names a narrower one: so that tests can run
/// every set, and so that one machine computes what another one would, bit for bit, as far as these kernels compute. oneDNN is not held to it.
enum InstructionSet {
  /// The name of the set in use.
  static let current = String(cString: ge_instruction_set())

  /// The sets of this processor, from the narrowest to the widest.
  static let available: [String] = (0...).lazy.map { ge_available_instruction_set($0).map { String(cString: $0) } }
    .prefix { $0 != nil }.compactMap(\.self)

  /// Refuses a `GLOBENC_INSTRUCTIONS` that names no set of this processor.
  /// - Throws: `EngineError` with the names that it may have.
  static func check(_ asked: String? = ProcessInfo.processInfo.environment["GLOBENC_INSTRUCTIONS"]) throws {
    guard let asked, !asked.isEmpty, !available.contains(asked) else { return }
    throw EngineError(
      "GLOBENC_INSTRUCTIONS is '\(asked)', which this processor has not got: unset it, or choose one of "
        + available.joined(separator: ", "))
  }
}
