import CKernels

/// The weights of a dense layer as int8 numbers, quantised symmetrically with a scale for each output.
struct QuantizedWeights: Sendable {
  /// Numbers from -127 to 127. `[outputs, inputs]`
  let numbers: [Int8]
  /// The quantisation scale of each output. `[outputs]`
  let scales: [Float]
  /// `[outputs]`; zeros where the layer has no bias.
  let bias: [Float]

  /// Quantises weights: each output's largest weight becomes 127 or -127, and the others are rounded to the nearest step, ties to even. With our
  /// own kernels, steps may be somewhat larger: `ge_quantize_weights` says where.
  init(weight: [Float], bias: [Float]?, outputs: Int, inputs: Int, for backend: Backend) {
    precondition(weight.count == outputs * inputs, "\(weight.count) weights for a layer of [\(outputs), \(inputs)]")
    var numbers = [Int8](repeating: 0, count: weight.count)
    var scales = [Float](repeating: 0, count: outputs)
    switch backend {
    case .portable:
      ge_quantize_weights(nil, weight, outputs, inputs, &numbers, &scales)
    case .oneDNN:
      numbers.withUnsafeMutableBufferPointer { numbers in
        scales.withUnsafeMutableBufferPointer { scales in
          var reduced = ge_reduced(bfloat16: nil, int8: numbers.baseAddress, scale: scales.baseAddress)
          ge_reduce(weight, 0, outputs, inputs, &reduced)
        }
      }
    }
    self.numbers = numbers
    self.scales = scales
    self.bias = bias ?? [Float](repeating: 0, count: outputs)
  }

  /// Creates scales and bias without the numbers, for a layer that holds the numbers in packed form.
  private init(scales: [Float], bias: [Float]) {
    numbers = []
    self.scales = scales
    self.bias = bias
  }

  /// The scales and the bias without the numbers.
  func droppingNumbers() -> QuantizedWeights { QuantizedWeights(scales: scales, bias: bias) }
}
