import CKernels

/// What a dense layer applies to each number after the bias. The raw values are those of the C kernels.
enum LinearActivation: Int32, Sendable, CaseIterable {
  /// Nothing.
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

  /// That of the feed-forward block.
  init(_ activation: ModelConfiguration.Activation) {
    switch activation {
    case .gelu: self = .gelu
    case .geluTanh: self = .geluTanh
    case .relu: self = .relu
    case .silu: self = .silu
    }
  }

  /// Applies it in place to `y` `[rows, columns]`, with rows `stride` numbers apart. NaN stays NaN.
  func apply(to y: UnsafeMutablePointer<Float>, rows: Int, columns: Int, stride: Int) {
    ge_activate(rawValue, y, rows, columns, stride)
  }

  /// Applies it in place to `y` `[rows, columns]`, and writes the results in bf16 to `rounded` too.
  func apply(to y: UnsafeMutablePointer<Float>, rows: Int, columns: Int, rounded: UnsafeMutablePointer<UInt16>) {
    ge_activate_rounded(rawValue, y, rows, columns, rounded)
  }
}
