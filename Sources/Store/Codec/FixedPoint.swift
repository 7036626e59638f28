/// Scores and confidences as integers in units of 2^-32.
///
/// Sums of integers do not depend on the order of their terms and can be subtracted again, which is not true of floating-point sums. One
/// rounding has an error of at most 2^-33, 1.2e-10; 2^31 scores of 1 fit into 64 bits.
enum FixedPoint {
  /// Largest magnitude of a score that a store accepts. The sums of 32,767 such scores fit into 64 bits.
  static let largestScore: Float = 65_536

  /// 2^32
  static let one = 4_294_967_296.0

  /// `value` rounded to the nearest multiple of 2^-32, ties to even.
  ///
  /// Scaling a float by 2^32 is exact in double precision, so there is only one rounding.
  /// - Precondition: `value` is finite and its magnitude is below 2^31.
  static func integer(_ value: Float) -> Int64 {
    integer(Double(value))
  }

  /// `value` rounded to the nearest multiple of 2^-32, ties to even.
  /// - Precondition: `value` is finite and its magnitude is below 2^31.
  static func integer(_ value: Double) -> Int64 {
    precondition(value.magnitude < 2_147_483_648, "\(value) is not a score")
    return Int64((value * one).rounded(.toNearestOrEven))
  }

  /// The number of `integer` units, rounded where it needs more than 53 bits.
  static func double(_ integer: Int64) -> Double {
    Double(integer) / one
  }

  /// `integer` rounded to the nearest double, ties to even: as `Double(integer)`, which for 128 bits is generic code that a query of words
  /// spends a sixth of its time in.
  static func nearest(_ integer: Int128) -> Double {
    if let short = Int64(exactly: integer) { return Double(short) }
    let magnitude = integer.magnitude
    let shift = 64 - magnitude.leadingZeroBitCount
    // The dropped bits matter only by whether one of them is set.
    let rest = magnitude & ((1 << UInt128(shift)) - 1)
    let kept = UInt64(magnitude >> UInt128(shift)) | (rest == 0 ? 0 : 1)
    let size = Double(sign: .plus, exponent: shift, significand: Double(kept))
    return integer < 0 ? -size : size
  }
}
