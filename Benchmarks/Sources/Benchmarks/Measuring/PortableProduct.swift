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
    guard let layer = ge_linear_create(weight, nil, inputs, outputs, 0) else {
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
      for _ in 0..<count { ge_linear_run(layer, worker, x, rows, inputs, &y, outputs) }
    }
    return Double(count) * flops / seconds
  }
}
