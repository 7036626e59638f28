/// Pearson's type III distribution with mean 0, variance 1 and a given skewness: a shifted and scaled gamma distribution, mirrored where
/// the skewness is negative; the normal distribution where the skewness is 0.
///
/// With skewness g, a = 4 / g^2 and a gamma variable G of shape a: Z = sign(g) (G - a) / sqrt(a). Its support begins at -2 / g where g is
/// positive, and ends there where g is negative.
public struct PearsonIII {
  private let skewness: Double

  /// The distribution of that skewness.
  public init(skewness: Double) { self.skewness = skewness }

  /// log P(Z > z); minus infinity where z is above the support.
  public func logTail(above z: Double) -> Double {
    let shape = 4 / (skewness * skewness)
    // A skewness this small changes no digit.
    guard shape.isFinite else { return NormalTail.log(above: z) }
    let deviation = z / shape.squareRoot()
    return skewness > 0
      ? IncompleteGamma(shape: shape, deviation: deviation).logUpper : IncompleteGamma(shape: shape, deviation: -deviation).logLower
  }

  /// log P(Z < z); minus infinity where z is below the support.
  public func logTail(below z: Double) -> Double {
    PearsonIII(skewness: -skewness).logTail(above: -z)
  }
}
