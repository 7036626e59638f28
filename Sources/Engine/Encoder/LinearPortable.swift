import CKernels

/// A dense layer on our own C kernel.
///
/// Unchecked: the C object does not change after its creation.
final class LinearPortable: @unchecked Sendable {
  /// "avx512f", "avx2" or "baseline".
  static let instructionSet: String = String(cString: globenc_instruction_set())

  private let handle: OpaquePointer

  init(weights: [Float], bias: [Float]?, inputs: Int, outputs: Int, activation: LinearActivation) {
    let created =
      if let bias {
        globenc_linear_create(weights, bias, Int64(inputs), Int64(outputs), activation.rawValue)
      } else {
        globenc_linear_create(weights, nil, Int64(inputs), Int64(outputs), activation.rawValue)
      }
    guard let created else { preconditionFailure("no memory for a layer of [\(outputs), \(inputs)]") }
    handle = created
  }

  deinit {
    globenc_linear_destroy(handle)
  }

  /// Bytes of the packed weights.
  var packedSize: Int { Int(globenc_linear_size(handle)) }

  /// See `Linear.run`.
  func run(_ x: UnsafePointer<Float>, rows: Int, xStride: Int, into y: UnsafeMutablePointer<Float>, yStride: Int) {
    globenc_linear_run(handle, x, Int64(rows), Int64(xStride), y, Int64(yStride))
  }
}
