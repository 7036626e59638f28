import CKernels

/// A dense layer on our own C kernels.
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

  init(weight: [Float], bias: [Float]?, outputs: Int, inputs: Int, activation: LinearActivation, precision: Precision) {
    let quantized =
      precision == .int8 ? QuantizedWeights(weight: weight, bias: bias, outputs: outputs, inputs: inputs, for: .portable) : nil
    // An array that is nil becomes a pointer that is nil.
    func create(_ weights: UnsafeRawPointer, _ scales: UnsafePointer<Float>?, _ bias: UnsafePointer<Float>?) -> OpaquePointer? {
      var layer = ge_linear_weights(
        precision: precision.kernel, weights: weights, scales: scales, bias: bias, inputs: inputs, outputs: outputs,
        activation: activation.rawValue)
      return ge_linear_create(&layer)
    }
    let created =
      if let quantized {
        create(quantized.numbers, quantized.scales, quantized.bias)
      } else if let bias {
        create(weight, nil, bias)
      } else {
        create(weight, nil, nil)
      }
    guard let created else { preconditionFailure("no memory for a layer of [\(outputs), \(inputs)], or no kernel for \(precision)") }
    handle = created
  }

  deinit {
    ge_linear_destroy(handle)
  }

  /// Bytes of the packed weights.
  var packedSize: Int { ge_linear_size(handle) }

  /// As `Linear.run` for strided rows.
  func run(_ x: UnsafeRawPointer, rows: Int, xStride: Int, into y: UnsafeMutablePointer<Float>, yStride: Int, worker: Worker) {
    var operands = ge_linear_operands(
      x: x, scale: nil, rows: rows, ldx: xStride, sums: nil, y: y, ldy: yStride, reduced_y: ge_reduced())
    ge_linear_run(handle, worker.handle, &operands)
  }

  /// As `Linear.run` for buffers whose rows are contiguous. `sums` receives the inputs of the activation, if there is such a buffer.
  func run(
    _ x: FloatBuffer, precision: Precision, rows: Int, inputs: Int, keeping sums: FloatBuffer?, into y: FloatBuffer, outputs: Int,
    worker: Worker
  ) {
    let numbers = x.numbers(precision, count: rows * inputs)
    precondition(precision != .int8 || x.reduced?.scales != nil, "int8 rows without their scales")
    var operands = ge_linear_operands(
      x: numbers, scale: x.reduced?.scales, rows: rows, ldx: inputs, sums: sums?.pointer, y: y.pointer, ldy: outputs,
      reduced_y: ge_reduced(y.reduced))
    ge_linear_run(handle, worker.handle, &operands)
  }
}
