import Support

/// The product of the local matrices of one text's layers so far, `G = N^l ... N^1`, last layer leftmost, not row-normalised.
///
/// The values live in the workspace and are brought to a largest value in [0.5, 1) before each further product; the power of two
/// taken out is kept here, so that ratios stay exact and nothing overflows however many layers there are.
struct Rollout {
  /// The raw product is the stored one times `2^exponent`.
  private(set) var exponent = 0
  /// The power of two that brings the stored product's largest value to [0.5, 1).
  private(set) var pending = 0

  /// Whether a layer has been taken in.
  private(set) var hasBegun = false

  /// `2^-pending`, to be multiplied into the next step.
  var factor: Float { Float(sign: .plus, exponent: -pending, significand: 1) }

  /// Takes note of a step whose result, computed with `factor`, has the largest value `top`.
  mutating func advance(top: Float) {
    hasBegun = true
    exponent += pending
    pending = top.isFinite && top > 0 ? Int(top.exponent) + 1 : 0
  }

  /// The matrix `[T, T]` whose padded values are `values` `[T, padded]`.
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
