import CKernels

@testable import Engine

/// A layer of our own kernels for a given instruction set.
final class KernelLayer {
  private let layer: OpaquePointer
  private let worker: OpaquePointer
  private let precision: Precision
  private let inputs: Int
  private let outputs: Int
  /// The quantised weights; zeros unless the precision is int8.
  private let numbers: [Int8]
  /// Whether all scales are 1, so that results of int8 products are their sums.
  private let hasUnitScales: Bool

  /// Nil where the set has no products of this precision.
  init?(
    _ set: String, _ precision: Precision, _ weight: [Float], _ bias: [Float]?, inputs: Int, activation: LinearActivation,
    hasUnitScales: Bool = false
  ) {
    let outputs = weight.count / inputs
    var numbers = [Int8](repeating: 0, count: weight.count)
    var scales = [Float](repeating: 0, count: outputs)
    let isInt8 = precision == .int8
    if isInt8 { ge_quantize_weights(set, weight, outputs, inputs, &numbers, &scales) }
    if hasUnitScales { scales = [Float](repeating: 1, count: outputs) }
    func create(_ weights: UnsafeRawPointer, _ scales: UnsafePointer<Float>, _ bias: UnsafePointer<Float>) -> OpaquePointer? {
      var layer = ge_linear_weights(
        precision: precision.kernel, weights: weights, scales: isInt8 ? scales : nil, bias: bias, inputs: inputs, outputs: outputs,
        activation: activation.rawValue)
      return ge_linear_create_for(set, &layer)
    }
    let bias = bias ?? [Float](repeating: 0, count: outputs)
    guard let layer = isInt8 ? create(numbers, scales, bias) : create(weight, scales, bias) else { return nil }
    guard let worker = ge_linear_worker_create() else {
      ge_linear_destroy(layer)
      return nil
    }
    (self.layer, self.worker, self.numbers, self.hasUnitScales) = (layer, worker, numbers, hasUnitScales)
    (self.precision, self.inputs, self.outputs) = (precision, inputs, outputs)
  }

  deinit {
    ge_linear_destroy(layer)
    ge_linear_worker_destroy(worker)
  }

  /// The results for rows of x, which are converted to the precision before, and the inputs of the activation.
  func outputs(of x: [Float], rows: Int) -> (y: [Float], sums: [Float]) {
    let buffer = reduced(x, rows: rows)
    var y = [Float](repeating: -7, count: rows * outputs)
    var sums = y
    withExtendedLifetime(buffer) {
      sums.withUnsafeMutableBufferPointer { sums in
        y.withUnsafeMutableBufferPointer { y in
          var operands = ge_linear_operands(
            x: buffer.numbers(precision, count: rows * inputs), scale: buffer.reduced?.scales, rows: rows, ldx: inputs,
            sums: sums.baseAddress, y: y.baseAddress, ldy: outputs, reduced_y: ge_reduced())
          ge_linear_run(layer, worker, &operands)
        }
      }
    }
    return (y, sums)
  }

  /// How many sums of an int8 layer with unit scales, no bias and no activation differ from plain ones. Sums have to be below 2^24, which is
  /// where floats stop being exact.
  func wrongIntegers(of x: [Float], rows: Int) -> Int {
    let y = outputs(of: x, rows: rows).y
    let buffer = reduced(x, rows: rows)
    return withExtendedLifetime(buffer) {
      guard let int8 = buffer.reduced?.int8 else { return y.count }
      return y.indices.count { place in
        let (row, output) = (place / outputs * inputs, place % outputs * inputs)
        return Int(y[place]) != (0..<inputs).reduce(0) { $0 + Int(int8[row + $1]) * Int(numbers[output + $1]) }
      }
    }
  }

  private func reduced(_ x: [Float], rows: Int) -> FloatBuffer {
    let buffer = FloatBuffer(rows: rows, columns: inputs, precision: precision)
    buffer.pointer.update(from: x, count: x.count)
    LinearActivation.none.finish(buffer.pointer, rows: rows, columns: inputs, reduced: buffer.reduced)
    if hasUnitScales { buffer.reduced?.scales?.update(repeating: 1, count: rows) }
    return buffer
  }
}
