/// Pearson's type III distribution with mean 0, variance 1 and a given skewness: a gamma distribution, moved and scaled, or mirrored where the
/// skewness is negative; the normal one where it is 0.
///
/// With g the skewness, a = 4 / g^2 and G a gamma variable of shape a: Z = sign(g) (G - a) / sqrt(a). It begins at -2 / g where g is positive
/// and ends there where g is negative.
struct PearsonIII {
  let skewness: Double

  /// log P(Z > z); minus infinity where Z cannot be as high.
  func logTail(above z: Double) -> Double {
    let shape = 4 / (skewness * skewness)
    // So small a skewness moves no digit.
    guard shape.isFinite else { return NormalTail.log(above: z) }
    let deviation = z / shape.squareRoot()
    return skewness > 0
      ? IncompleteGamma(shape: shape, deviation: deviation).logUpper : IncompleteGamma(shape: shape, deviation: -deviation).logLower
  }

  /// log P(Z < z); minus infinity where Z cannot be as low.
  func logTail(below z: Double) -> Double {
    PearsonIII(skewness: -skewness).logTail(above: -z)
  }
}
