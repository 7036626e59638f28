import CKernels
import Dispatch

/// A dense layer on our own C kernels.
///
/// Unchecked: the C object does not change after its creation.
final class LinearPortable: @unchecked Sendable {
  /// The buffer of one thread for the rows of a block, and those of the threads that share its products.
  final class Worker {
    fileprivate let handle: OpaquePointer
    private var others: [Worker] = []
    /// The most threads that have shared a product.
    var threads: Int { 1 + others.count }

    init() {
      guard let handle = ge_linear_worker_create() else { preconditionFailure("no memory for a worker's scratch") }
      self.handle = handle
    }

    deinit {
      ge_linear_worker_destroy(handle)
    }

    /// Buffers for this number of threads, the first of which is this one's.
    fileprivate func handles(_ count: Int) -> [OpaquePointer] {
      while others.count < count - 1 { others.append(Worker()) }
      return [handle] + others.prefix(count - 1).map(\.handle)
    }
  }

  private let handle: OpaquePointer
  private let inputs: Int
  private let outputs: Int

  init(weight: [Float], bias: [Float]?, outputs: Int, inputs: Int, activation: LinearActivation, precision: Precision) {
    (self.inputs, self.outputs) = (inputs, outputs)
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
    run(&operands, worker)
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
    run(&operands, worker)
  }

  private func run(_ operands: inout ge_linear_operands, _ worker: Worker) {
    let threads = ProductThreads.sharing(rows: operands.rows, inputs: inputs, outputs: outputs)
    let isInRows = operands.sums != nil || operands.reduced_y.bfloat16 != nil || operands.reduced_y.int8 != nil
    guard threads > 1, !isInRows else { return ge_linear_run(handle, worker.handle, &operands) }
    let panel = ge_linear_panel(handle)
    let share = ((outputs + panel - 1) / panel + threads - 1) / threads * panel
    let product = SharedProduct(layer: handle, workers: worker.handles(threads), operands: operands)
    DispatchQueue.concurrentPerform(iterations: (outputs + share - 1) / share) { [outputs] number in
      product.run(on: number, outputs: number * share..<min(outputs, (number + 1) * share))
    }
  }

  /// One product that several threads compute.
  ///
  /// Unchecked: each thread has a worker of its own, and writes outputs of its own.
  private struct SharedProduct: @unchecked Sendable {
    let layer: OpaquePointer
    let workers: [OpaquePointer]
    let operands: ge_linear_operands

    func run(on worker: Int, outputs: Range<Int>) {
      withUnsafePointer(to: operands) {
        ge_linear_run_outputs(layer, workers[worker], $0, outputs.lowerBound, outputs.upperBound)
      }
    }
  }
}
