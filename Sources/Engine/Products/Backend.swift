import CKernels
import Foundation

/// What computes the dense products of a precision: a library, or our own kernels.
enum Backend: Sendable, CaseIterable {
  /// Intel's library, where the build found it.
  case oneDNN
  /// Our own C kernels, which every build has.
  case portable

  /// The sets of our kernels with which oneDNN 2.6.3 is faster than they are.
  ///
  /// Measured at [256, 768] x [768, 3072] and [256, 384] x [384, 1536], with GELU and the conversion to the next product's format: with AVX-512
  /// oneDNN takes 0.95 to 1.00 of the time of our kernels in all three precisions (Zen 5). With AVX2 it takes 1.2 to 1.8 times theirs in fp32
  /// (Zen 3), and its int8 is slow. Nothing was measured on x86-64 without AVX2, where oneDNN computes as before, and on ARM,
  /// where our kernels do, which need no library.
  static func isOneDNNFaster(_ precision: Precision, with set: String) -> Bool {
    switch precision {
    case .f32: !["avx2", "avx2_vnni"].contains(set) && !set.hasPrefix("neon")
    case .bf16: set == "avx512_bf16"
    case .int8: ["avx512_vnni", "avx512_bf16"].contains(set)
    }
  }

  /// The faster backend for products of this precision, with this build on this processor; nil where they would be slower than in fp32.
  static func fastest(for precision: Precision) -> Backend? {
    let set = InstructionSet.current
    if oneDNN.supports(precision), isOneDNNFaster(precision, with: set) { return .oneDNN }
    return ge_product_speed(precision.kernel) == GE_PRODUCT_FAST ? .portable : nil
  }

  /// The environment variable `GLOBENC_PRODUCTS`: "portable" holds a build with oneDNN to our own kernels, so that one build can test both.
  static let asked: String? = ProcessInfo.processInfo.environment["GLOBENC_PRODUCTS"]

  /// Refuses a `GLOBENC_PRODUCTS` that is no backend's name.
  /// - Throws: `EngineError` with the names that it may have.
  static func check(_ asked: String? = asked) throws {
    guard let asked, !asked.isEmpty, asked != portable.name else { return }
    throw EngineError("GLOBENC_PRODUCTS is '\(asked)': unset it, or choose \(portable.name), our own kernels instead of oneDNN")
  }

  /// Whether this build has the backend, and may use it.
  var isAvailable: Bool {
    switch self {
    case .oneDNN: LinearOneDNN.isAvailable
    case .portable: true
    }
  }

  /// The name that the store records: "onednn 2.6.3", with the version of the loaded library, or "portable".
  var name: String {
    switch self {
    case .oneDNN: LinearOneDNN.version
    case .portable: "portable"
    }
  }

  /// Whether the backend computes products of this precision here: oneDNN only at full speed, our own kernels also where they are slow.
  func supports(_ precision: Precision) -> Bool {
    switch (self, precision) {
    case (.oneDNN, .f32): isAvailable
    case (.oneDNN, .bf16): LinearOneDNN.hasBFloat16
    case (.oneDNN, .int8): LinearOneDNN.hasInt8
    case (.portable, _): ge_product_speed(precision.kernel) != GE_PRODUCT_ABSENT
    }
  }

  /// The names of the backends in use, each with its precisions where there are several: "onednn 2.6.3", "onednn 2.6.3 (f32), portable (int8)".
  static let names: String = {
    let names = Precision.allCases.compactMap { precision in
      fastest(for: precision).map { (name: $0.name, precision: precision.rawValue) }
    }
    let distinct = Backend.allCases.map(\.name).filter { name in names.contains { $0.name == name } }
    guard distinct.count > 1 else { return distinct.joined() }
    return distinct.map { name in
      "\(name) (\(names.filter { $0.name == name }.map(\.precision).joined(separator: ", ")))"
    }.joined(separator: ", ")
  }()

  /// Whether int8 weights are rounded so that pairs of products fit into 16 bits (`ge_quantize_weights`).
  /// - Parameters:
  ///   - name: The name of what computes the products, as a store records it.
  ///   - set: The set of instructions of our own kernels.
  /// - Returns: Whether the weights are rounded for pairs.
  static func roundsPairs(_ name: String, with set: String) -> Bool { name == Backend.portable.name && ["avx2", "avx512"].contains(set) }

  /// Refuses a precision that would be slower than fp32 here.
  /// - Throws: `EngineError` with the reason and what to choose.
  static func require(_ precision: Precision) throws {
    guard fastest(for: precision) == nil else { return }
    throw EngineError(objection(to: precision, with: InstructionSet.current, offersInt8: fastest(for: .int8) != nil))
  }

  /// Why a precision is not offered with a set of instructions, and what to choose.
  static func objection(to precision: Precision, with set: String, offersInt8: Bool) -> String {
    let needs =
      precision == .bf16
      ? "AVX-512 BF16 instructions, or on ARM those for bfloat16" : "AVX2 instructions, or on ARM those for products of bytes"
    return
      "\(precision.rawValue) products need \(needs), but those in use are '\(set)', with which they would be slower "
      + "than with f32: choose \(offersInt8 ? "int8, which is faster than f32 here, or " : "")f32"
  }
}
