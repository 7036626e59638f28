import Foundation

/// The remainder of Stirling's formula, and differences of logarithms without cancellation.
enum Stirling {
  /// log Γ(a + 1) - (a + 1/2) log a + a - log(2π) / 2, for a above 0, within 1e-15.
  static func remainder(_ a: Double) -> Double {
    if a < 16 { return logGamma(a + 1) - (a + 0.5) * log(a) + a - 0.5 * log(2 * Double.pi) }
    let square = 1 / (a * a)
    // Abramowitz and Stegun 6.1.41.
    return (1.0 / 12 - (1.0 / 360 - (1.0 / 1260 - (1.0 / 1680 - square / 1188) * square) * square) * square) / a
  }

  /// u - log(1 + u), for u above -1, without cancellation near 0, where it is about u^2 / 2.
  static func excess(_ u: Double) -> Double {
    guard -0.4 < u, u < 0.5 else { return u - log1p(u) }
    // log(1 + u) = 2 (r + r^3 / 3 + r^5 / 5 + ...), and u - 2 r = r u.
    let r = u / (2 + u)
    let square = r * r
    var (power, sum) = (square, square / 3)
    for index in 2..<24 {
      power *= square
      let term = power / Double(2 * index + 1)
      sum += term
      if term < sum * 1e-17 { break }
    }
    return r * (u - 2 * sum)
  }

  /// log Γ(a), for a above 0.
  static func logGamma(_ a: Double) -> Double {
    var sign: Int32 = 0
    return lgamma_r(a, &sign)
  }
}
