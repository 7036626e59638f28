import CKernels
import CProduct
import Engine

/// The project's own kernel for dense products, on one thread, whatever the backend of the build.
final class PortableProduct {
  private let layer: OpaquePointer
  private let worker: OpaquePointer
  /// Room for numbers of any precision; all are 0.
  private let x: [Float]
  private let scales: [Float]
  private let inputs: Int
  private let outputs: Int
  private var y: [Float]
  private let flops: Double

  /// Nil where the instruction set in use has no such product, or only a slow one.
  init?(_ precision: Precision, inputs: Int, outputs: Int) {
    let rows = MatrixProduct.rows
    let kind = Int32(precision.product.rawValue)
    guard ge_product_speed(kind) == GE_PRODUCT_FAST || precision == .f32 else { return nil }
    let weight = [Float](repeating: 0, count: inputs * outputs)
    let columnScales = [Float](repeating: 1, count: outputs)
    guard let worker = ge_linear_worker_create() else { return nil }
    let created = weight.withUnsafeBytes { weight in
      columnScales.withUnsafeBufferPointer { columnScales in
        var layer = ge_linear_weights(
          precision: kind, weights: weight.baseAddress, scales: precision == .int8 ? columnScales.baseAddress : nil, bias: nil,
          inputs: inputs, outputs: outputs, activation: 0)
        return ge_linear_create(&layer)
      }
    }
    guard let layer = created else {
      ge_linear_worker_destroy(worker)
      return nil
    }
    self.layer = layer
    self.worker = worker
    (self.inputs, self.outputs) = (inputs, outputs)
    x = [Float](repeating: 0, count: rows * inputs)
    scales = precision == .int8 ? [Float](repeating: 1, count: rows) : []
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
    let seconds = Clock.threadSeconds {
      x.withUnsafeBytes { x in
        scales.withUnsafeBufferPointer { scales in
          y.withUnsafeMutableBufferPointer { y in
            var operands = ge_linear_operands(
              x: x.baseAddress, scale: scales.isEmpty ? nil : scales.baseAddress, rows: rows, ldx: inputs, sums: nil, y: y.baseAddress,
              ldy: outputs, reduced_y: ge_reduced())
            for _ in 0..<count { ge_linear_run(layer, worker, &operands) }
          }
        }
      }
    }
    return Double(count) * flops / seconds
  }
}
