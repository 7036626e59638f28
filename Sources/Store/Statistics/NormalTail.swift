import Foundation

/// The upper tail of the standard normal distribution, Q(z) = P(Z > z), by its logarithm, so that it can be told however small it is.
enum NormalTail {
  private static let rootHalf = 0.5.squareRoot()

  /// log Q(z). Within 1e-13 relative of the tail for |z| up to 35, of its logarithm beyond.
  static func log(above z: Double) -> Double {
    let y = z * rootHalf
    return y > 0 ? Foundation.log(0.5 * scaledComplement(y)) - y * y : log1p(-0.5 * erfc(-y))
  }

  /// The normal score of a tail: z with log Q(z) = `logTail`.
  ///
  /// Newton's method on log Q, which is concave, from Abramowitz and Stegun's 26.2.23.
  /// - Parameter logTail: At most log 0.5; a higher one counts as log 0.5.
  /// - Returns: z from 0; infinity where the tail is 0.
  static func score(ofLogTail logTail: Double) -> Double {
    guard logTail < -M_LN2 else { return 0 }
    guard logTail.isFinite else { return .infinity }
    let t = (-2 * logTail).squareRoot()
    var z = t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)))
    for _ in 0..<8 {
      // The hazard, density over tail.
      let hazard = (2 / Double.pi).squareRoot() / scaledComplement(z * rootHalf)
      let step = (log(above: z) - logTail) / hazard
      z = max(z + step, 0)
      if abs(step) <= 1e-15 * z { break }
    }
    return z
  }

  /// exp(y^2) erfc(y), for y from 0: no smaller than the smallest number however large y is.
  static func scaledComplement(_ y: Double) -> Double {
    guard y > 25 else { return exp(y * y) * erfc(y) }
    // Abramowitz and Stegun 7.1.23; the next term is below 1e-16.
    let square = y * y
    let series = 1 - (1 - (3 - (15 - 105 / (2 * square)) / (2 * square)) / (2 * square)) / (2 * square)
    return series / (y * Double.pi.squareRoot())
  }
}
