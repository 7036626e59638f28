import Support

/// The scale of one text's rollout, the product `G = N^l ... N^1` of its local matrices so far, last layer leftmost, without normalisation
/// of rows.
///
/// The values live in a buffer of the worker. Before each further product, they are scaled by a power of two so that the largest lies in
/// [0.5, 1), and the exponent is added here: ratios stay exact, and nothing overflows, for any number of layers.
struct Rollout {
  /// The true product is the stored product times `2^exponent`.
  private(set) var exponent = 0
  /// The power of two that scales the stored product's largest value to [0.5, 1).
  private(set) var pending = 0

  /// Whether the product has a first factor.
  private(set) var hasBegun = false

  /// `2^-pending`, the factor for the next step.
  var factor: Float { Float(sign: .plus, exponent: -pending, significand: 1) }

  /// Records a step that was computed with `factor` and whose result has the largest value `top`.
  mutating func advance(top: Float) {
    hasBegun = true
    exponent += pending
    pending = top.isFinite && top > 0 ? Int(top.exponent) + 1 : 0
  }

  /// The matrix `[T, T]` of the values `[T, padded]`, without their padding.
  func matrix(_ values: UnsafePointer<Float>, size: Int, padded: Int) -> ScaledMatrix {
    let factor = factor
    let packed = [Float](unsafeUninitializedCapacity: size * size) { output, count in
      for row in 0..<size {
        for column in 0..<size { output[row * size + column] = values[row * padded + column] * factor }
      }
      count = size * size
    }
    return ScaledMatrix(size: size, values: packed, exponent: exponent + pending)
  }
}
