import Foundation

/// The logarithm of the upper tail of the standard normal distribution, Q(z) = P(Z > z); it is finite for tails that a double cannot hold.
public enum NormalTail {
  private static let rootHalf = 0.5.squareRoot()

  /// log Q(z). The relative error of the tail is within 1e-13 for |z| up to 35; beyond, the relative error of the logarithm is.
  public static func log(above z: Double) -> Double {
    let y = z * rootHalf
    return y > 0 ? Foundation.log(0.5 * scaledComplement(y)) - y * y : log1p(-0.5 * erfc(-y))
  }

  /// The normal score of a tail: z such that log Q(z) = `logTail`.
  ///
  /// Newton's method on log Q, which is concave, starting from Abramowitz and Stegun's 26.2.23.
  /// - Parameter logTail: At most log 0.5; a higher value counts as log 0.5.
  /// - Returns: z, at least 0; infinity where the tail is 0.
  public static func score(ofLogTail logTail: Double) -> Double {
    guard logTail < -M_LN2 else { return 0 }
    guard logTail.isFinite else { return .infinity }
    let t = (-2 * logTail).squareRoot()
    var z = t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)))
    for _ in 0..<8 {
      let y = z * rootHalf
      let complement = scaledComplement(y)
      // The hazard: the density over the tail.
      let hazard = (2 / Double.pi).squareRoot() / complement
      // As log(above:), which would compute the complement again.
      let step = (Foundation.log(0.5 * complement) - y * y - logTail) / hazard
      z = max(z + step, 0)
      if abs(step) <= 1e-15 * z { break }
    }
    return z
  }

  /// exp(y^2) erfc(y), for y of at least 0; it does not underflow for large y.
  static func scaledComplement(_ y: Double) -> Double {
    guard y > 25 else { return exp(y * y) * erfc(y) }
    // Abramowitz and Stegun 7.1.23; the next term is below 1e-16.
    let square = y * y
    let series = 1 - (1 - (3 - (15 - 105 / (2 * square)) / (2 * square)) / (2 * square)) / (2 * square)
    return series / (y * Double.pi.squareRoot())
  }
}
