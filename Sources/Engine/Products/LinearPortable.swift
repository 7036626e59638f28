import CKernels

/// A dense layer on our own C kernel.
///
/// Unchecked: the C object does not change after its creation.
final class LinearPortable: @unchecked Sendable {
  /// The buffer of one thread for the rows of a block.
  final class Worker {
    fileprivate let handle: OpaquePointer

    init() {
      guard let handle = ge_linear_worker_create() else { preconditionFailure("no memory for a worker's scratch") }
      self.handle = handle
    }

    deinit {
      ge_linear_worker_destroy(handle)
    }
  }

  private let handle: OpaquePointer

  init(weight: [Float], bias: [Float]?, outputs: Int, inputs: Int, activation: LinearActivation) {
    let created =
      if let bias {
        ge_linear_create(weight, bias, inputs, outputs, activation.rawValue)
      } else {
        ge_linear_create(weight, nil, inputs, outputs, activation.rawValue)
      }
    guard let created else { preconditionFailure("no memory for a layer of [\(outputs), \(inputs)]") }
    handle = created
  }

  deinit {
    ge_linear_destroy(handle)
  }

  /// Bytes of the packed weights.
  var packedSize: Int { ge_linear_size(handle) }

  /// As `Linear.run`.
  func run(_ x: UnsafeRawPointer, rows: Int, xStride: Int, into y: UnsafeMutablePointer<Float>, yStride: Int, worker: Worker) {
    ge_linear_run(handle, worker.handle, x.assumingMemoryBound(to: Float.self), rows, xStride, y, yStride)
  }

  /// As `run`, without the activation.
  func runAffine(_ x: UnsafeRawPointer, rows: Int, xStride: Int, into y: UnsafeMutablePointer<Float>, yStride: Int, worker: Worker) {
    ge_linear_run_affine(handle, worker.handle, x.assumingMemoryBound(to: Float.self), rows, xStride, y, yStride)
  }
}
