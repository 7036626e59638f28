import Foundation

/// The logarithms of the tails of the gamma distribution with shape a, from the regularized incomplete gamma functions
///
///     P(a, x) = 1/Γ(a) ∫ t^(a-1) e^-t dt from 0 to x,    Q(a, x) = 1 - P(a, x),    x = a (1 + u)
///
/// The argument is u instead of x, because x has no digits left for a small deviation where a is large.
///
/// Three methods are used, each where it converges fast: Temme's uniform asymptotic expansion (DLMF 8.12) near the mean for a of at least
/// 32, the power series of P (DLMF 8.7.1) below the mean, and the continued fraction of Q (DLMF 8.9.2) above it. The error is within 1e-11
/// relative of the tail, for tails down to 1e-300 and a of at least 0.01; for smaller a, Q below the mean loses digits as a gets smaller
/// (1e-8 at a = 1e-8).
struct IncompleteGamma {
  /// The shape a, above 0.
  let shape: Double
  /// The deviation u from the mean, in multiples of the mean.
  let deviation: Double

  /// log Q(a, x); 0 where x is not above 0.
  var logUpper: Double {
    guard deviation > -1 else { return 0 }
    if isNearMean { return logTemme(isUpper: true) }
    return isBelow ? log1p(-exp(logSeries)) : logFraction
  }

  /// log P(a, x); minus infinity where x is not above 0.
  var logLower: Double {
    guard deviation > -1 else { return -.infinity }
    if isNearMean { return logTemme(isUpper: false) }
    return isBelow ? logSeries : log1p(-exp(logFraction))
  }

  private var argument: Double { shape * (1 + deviation) }
  private var isNearMean: Bool { shape >= 32 && -0.4 < deviation && deviation < 0.5 }
  private var isBelow: Bool { argument < shape + 1 }

  /// log(x^a e^-x / Γ(a))
  private var logFactor: Double {
    guard shape >= 10 else { return shape * log(argument) - argument - Stirling.logGamma(shape) }
    return 0.5 * log(shape / (2 * Double.pi)) - shape * Stirling.excess(deviation) - Stirling.remainder(shape)
  }

  private var logSeries: Double {
    var (term, sum, a) = (1 / shape, 1 / shape, shape)
    while term > sum * 1e-17 {
      a += 1
      term *= argument / a
      sum += term
    }
    return logFactor + log(sum)
  }

  /// The continued fraction, by the modified Lentz method.
  private var logFraction: Double {
    var b = argument + 1 - shape
    var c = 1e300
    var d = 1 / b
    var value = d
    for index in 1..<10_000 {
      let numerator = Double(index) * (shape - Double(index))
      b += 2
      d = 1 / Self.awayFromZero(numerator * d + b)
      c = Self.awayFromZero(b + numerator / c)
      value *= d * c
      if abs(d * c - 1) < 1e-15 { break }
    }
    return logFactor + log(value)
  }

  private static func awayFromZero(_ value: Double) -> Double { abs(value) < 1e-300 ? 1e-300 : value }

  /// Q = erfc(y) / 2 + R, P = erfc(-y) / 2 - R, y = η sqrt(a / 2), η^2 / 2 = u - log(1 + u), R = e^(-y^2) S / sqrt(2 π a),
  /// S = sum over k of c_k(η) / a^k.
  private func logTemme(isUpper: Bool) -> Double {
    let excess = Stirling.excess(deviation)
    let eta = (deviation < 0 ? -1 : 1) * (2 * excess).squareRoot()
    let square = shape * excess
    let y = (isUpper ? 1 : -1) * (deviation < 0 ? -1 : 1) * square.squareRoot()
    let sum = Self.temme.reversed().reduce(0) { sum, row in sum / shape + row.reversed().reduce(0) { $0 * eta + $1 } }
    let rest = (isUpper ? 1 : -1) * sum / (2 * Double.pi * shape).squareRoot()
    return y > 0 ? log(0.5 * NormalTail.scaledComplement(y) + rest) - square : log1p(-0.5 * erfc(-y) + rest * exp(-square))
  }

  /// Row k holds the coefficients of c_k(η), the lowest power first: DLMF 8.12.11 and 8.12.12, expanded in exact fractions.
  private static let temme: [[Double]] = [
    [
      -0.3333333333333333, 0.08333333333333333, -0.014814814814814815, 0.0011574074074074073, 0.0003527336860670194,
      -0.0001787551440329218, 3.919263178522438e-05, -2.185448510679992e-06, -1.85406221071516e-06, 8.296711340953087e-07,
      -1.7665952736826078e-07, 6.707853543401498e-09,
    ],
    [
      -0.001851851851851852, -0.003472222222222222, 0.0026455026455026454, -0.0009902263374485596, 0.00020576131687242798,
      -4.018775720164609e-07, -1.8098550334489977e-05, 7.64916091608111e-06, -1.6120900894563446e-06, 4.647127802807434e-09,
      1.378633446915721e-07, -5.752545603517705e-08,
    ],
    [
      0.004133597883597883, -0.0026813271604938273, 0.0007716049382716049, 2.0093878600823047e-06, -0.0001073665322636516,
      5.2923448829120125e-05, -1.2760635188618728e-05, 3.423578734096138e-08, 1.3721957309062934e-06, -6.298992138380055e-07,
      1.4280614206064242e-07, -2.0477098421990866e-10,
    ],
    [
      0.0006494341563786008, 0.00022947209362139917, -0.0004691894943952557, 0.00026772063206283885, -7.561801671883977e-05,
      -2.396505113867297e-07, 1.1082654115347302e-05, -5.6749528269915965e-06, 1.4230900732435883e-06, -2.7861080291528143e-11,
      -1.6958404091930278e-07, 8.099464905388083e-08,
    ],
    [
      -0.0008618882909167117, 0.0007840392217200666, -0.0002990724803031902, -1.4638452578843418e-06, 6.641498215465122e-05,
      -3.968365047179435e-05, 1.1375726970678419e-05, 2.507497226237533e-10, -1.6954149536558305e-06, 8.907507532205309e-07,
      -2.292934834000805e-07, 2.956794137544049e-11,
    ],
  ]
}
