import CKernels

/// The project's own kernel for the dense products, on one thread, whatever backend the build has chosen.
final class PortableProduct {
  private let layer: OpaquePointer
  private let x: [Float]
  private var y: [Float]
  private let flops: Double

  /// nil without memory.
  init?(inputs: Int, outputs: Int) {
    let rows = MatrixProduct.rows
    let weight = [Float](repeating: 0.01, count: inputs * outputs)
    guard let layer = globenc_linear_create(weight, nil, Int64(inputs), Int64(outputs), 0) else { return nil }
    self.layer = layer
    x = [Float](repeating: 0.01, count: rows * inputs)
    y = [Float](repeating: 0, count: rows * outputs)
    flops = 2 * Double(rows * inputs * outputs)
  }

  deinit {
    globenc_linear_destroy(layer)
  }

  /// FLOP/s, over some `total` of work.
  func rate(flops total: Double) -> Double {
    let count = max(1, Int(total / flops))
    let rows = Int64(MatrixProduct.rows)
    let (inputs, outputs) = (Int64(x.count) / rows, Int64(y.count) / rows)
    let seconds = Clock.threadSeconds {
      for _ in 0..<count { globenc_linear_run(layer, x, rows, inputs, &y, outputs) }
    }
    return Double(count) * flops / seconds
  }
}
