import CKernels

/// The function that a dense layer applies to each number after the bias. The C kernels know the same raw values.
enum LinearActivation: Int32, Sendable, CaseIterable {
  /// The identity.
  case none = 0
  /// `x * Phi(x)`, with the error function.
  case gelu = 1
  /// `0.5 x (1 + tanh(sqrt(2 / pi) (x + 0.044715 x^3)))`
  case geluTanh = 2
  /// `max(x, 0)`
  case relu = 3
  /// `x / (1 + exp(-x))`
  case silu = 4
  /// The hyperbolic tangent.
  case tanh = 5

  /// The activation of the feed-forward block.
  init(_ activation: ModelConfiguration.Activation) {
    switch activation {
    case .gelu: self = .gelu
    case .geluTanh: self = .geluTanh
    case .relu: self = .relu
    case .silu: self = .silu
    }
  }

  /// The activation between the layers of a classifier.
  init(_ activation: ClassifierModules.Activation) {
    switch activation {
    case .tanh: self = .tanh
    case .gelu: self = .gelu
    case .geluTanh: self = .geluTanh
    case .silu: self = .silu
    case .relu: self = .relu
    }
  }

  /// Applies the function in place to `y` `[rows, columns]`, whose rows are `stride` numbers apart. NaN remains NaN.
  func apply(to y: UnsafeMutablePointer<Float>, rows: Int, columns: Int, stride: Int) {
    ge_activate(rawValue, y, rows, columns, stride)
  }

  /// The function's values for some numbers.
  func applied(to numbers: [Float]) -> [Float] {
    var result = numbers
    result.withUnsafeMutableBufferPointer { row in
      guard let start = row.baseAddress else { return }
      apply(to: start, rows: 1, columns: row.count, stride: row.count)
    }
    return result
  }

  /// Completes a product in place: applies the function to `y` `[rows, columns]`, and also writes the results to `reduced`.
  func finish(_ y: UnsafeMutablePointer<Float>, rows: Int, columns: Int, reduced: ReducedNumbers?) {
    guard self != .none || reduced != nil else { return }
    finish(y, into: y, rows: rows, columns: columns, reduced: reduced)
  }

  /// Completes a product: writes the function's values for `x` `[rows, columns]` to `y`, and also to `reduced`.
  func finish(_ x: UnsafePointer<Float>, into y: UnsafeMutablePointer<Float>, rows: Int, columns: Int, reduced: ReducedNumbers?) {
    var reduced = ge_reduced(reduced)
    ge_finish(rawValue, nil, x, y, rows, columns, &reduced)
  }

  /// Completes a product of int8 numbers in place, where `y` `[rows, columns]` holds the sums.
  ///
  /// `rowScales` `[rows]` are the scales of x; `weights` provides the scales of the outputs and the bias.
  func finish(
    _ y: UnsafeMutablePointer<Float>, rows: Int, columns: Int, rowScales: UnsafePointer<Float>, weights: QuantizedWeights,
    reduced: ReducedNumbers?
  ) {
    weights.scales.withUnsafeBufferPointer { columnScales in
      weights.bias.withUnsafeBufferPointer { bias in
        var scales = ge_dequantization(row: rowScales, column: columnScales.baseAddress, bias: bias.baseAddress)
        var reduced = ge_reduced(reduced)
        ge_finish(rawValue, &scales, y, y, rows, columns, &reduced)
      }
    }
  }
}
