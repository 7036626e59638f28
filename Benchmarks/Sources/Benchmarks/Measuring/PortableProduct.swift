import CKernels

/// The project's own kernel for dense products, on one thread, whatever the backend of the build.
final class PortableProduct {
  private let layer: OpaquePointer
  private let worker: OpaquePointer
  private let x: [Float]
  private var y: [Float]
  private let flops: Double

  /// Nil where memory is short.
  init?(inputs: Int, outputs: Int) {
    let rows = MatrixProduct.rows
    let weight = [Float](repeating: 0.01, count: inputs * outputs)
    guard let worker = ge_linear_worker_create() else { return nil }
    let created = weight.withUnsafeBytes { weight in
      var layer = ge_linear_weights(
        precision: Int32(GE_PRECISION_F32.rawValue), weights: weight.baseAddress, scales: nil, bias: nil, inputs: inputs, outputs: outputs,
        activation: 0)
      return ge_linear_create(&layer)
    }
    guard let layer = created else {
      ge_linear_worker_destroy(worker)
      return nil
    }
    self.layer = layer
    self.worker = worker
    x = [Float](repeating: 0.01, count: rows * inputs)
    y = [Float](repeating: 0, count: rows * outputs)
    flops = 2 * Double(rows * inputs * outputs)
  }

  deinit {
    ge_linear_destroy(layer)
    ge_linear_worker_destroy(worker)
  }

  /// Speed in FLOP/s, over at least `total` of work.
  func rate(flops total: Double) -> Double {
    let count = max(1, Int(total / flops))
    let rows = MatrixProduct.rows
    let (inputs, outputs) = (x.count / rows, y.count / rows)
    let seconds = Clock.threadSeconds {
      x.withUnsafeBytes { x in
        y.withUnsafeMutableBufferPointer { y in
          var operands = ge_linear_operands(
            x: x.baseAddress, scale: nil, rows: rows, ldx: inputs, sums: nil, y: y.baseAddress, ldy: outputs, reduced_y: ge_reduced())
          for _ in 0..<count { ge_linear_run(layer, worker, &operands) }
        }
      }
    }
    return Double(count) * flops / seconds
  }
}
