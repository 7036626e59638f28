import Foundation
import Testing

@testable import Support

/// Tails of distributions, compared with values of mpmath 1.3 at 40 digits (or of scipy 1.17, where the name says so).
struct TailTests {
  private func expectEqual(_ value: Double, _ expected: Double, within tolerance: Double = 1e-11, _ what: String = "") {
    // Both are logarithms or scores: an absolute error of a logarithm is a relative error of the tail.
    #expect(abs(value - expected) <= tolerance * max(1, abs(expected)), "\(what): \(value) for \(expected)")
  }

  @Test(arguments: [
    (-3.0, -0.0013508099647481925), (0, -0.6931471805599453), (0.5, -1.1759117615936188), (1.96, -3.6889636517296385),
    (5, -15.064998393988727), (20, -203.9171553710973), (38, -726.5572160188201), (60, -1805.0135606805675),
  ])
  func `the normal tail equals scipy's norm.logsf`(z: Double, logTail: Double) {
    expectEqual(NormalTail.log(above: z), logTail)
  }

  @Test(arguments: [
    (-0.8, 0.12735689870543399), (-3, 1.6469217205277148), (-20, 5.8792093564853363), (-745, 38.4819489643302),
    (-5000, 99.944748174841092),
  ])
  func `the normal score is that of its tail, however small`(logTail: Double, score: Double) {
    expectEqual(NormalTail.score(ofLogTail: logTail), score)
  }

  @Test func `a tail of a half has the score 0, a tail of 0 an infinite score`() {
    #expect(NormalTail.score(ofLogTail: -M_LN2) == 0 && NormalTail.score(ofLogTail: -0.1) == 0)
    #expect(NormalTail.score(ofLogTail: -.infinity) == .infinity)
    // The nearest number below log 0.5.
    #expect((0...1e-12).contains(NormalTail.score(ofLogTail: (-M_LN2).nextDown)))
  }

  @Test(arguments: [
    // Shape, deviation, log Q, log P, on both sides of each border between two methods.
    (0.01, 5.0, -3.7824851067885781, -0.023029192980610419), (0.01, 200, -7.6213852774950931, -0.00048998278697206227),
    (0.5, -0.7, -0.5380556507217004, -0.87678741627777615), (0.5, 3, -3.0900371531220866, -0.046567912292390164),
    (3, -0.9, -0.003605986946197569, -5.6269622259060034), (3, 1, -2.7811241751317993, -0.063972072977396194),
    (31.9, 0.1, -1.3005044949486509, -0.31799604896684437), (32, 0.1, -1.3014373384064165, -0.3176470433334231),
    (32, -0.39, -0.0058442995135786369, -5.1452092615363839), (32, 0.49, -5.0061423521885829, -0.006719210421607713),
    (32, 0.51, -5.2520520908136164, -0.0052505209485587618), (32, -0.41, -0.0036601787702426776, -5.6120728196137645),
    (100_000, 0.01, -7.1204269610551106, -0.00080874846181709202), (100_000, -0.01, -0.00075770690856572574, -7.1855927407897028),
  ])
  func `the incomplete gamma functions`(shape: Double, deviation: Double, upper: Double, lower: Double) {
    let gamma = IncompleteGamma(shape: shape, deviation: deviation)
    expectEqual(gamma.logUpper, upper, "Q")
    expectEqual(gamma.logLower, lower, "P")
  }

  @Test(arguments: [
    (0.5, 0.1, -1.1902626689928445), (3, 0.1, -6.2152494329278324), (3, -0.1, -7.1030844848180218), (3, 1, -4.5721174290973196),
    (6, 2.5, -6.4449482273912688), (12, 8, -7.074454749538121), (40, 30, -9.3243823895108338), (4.5, 0.02, -12.300458936855827),
    (-4.5, 0.02, -2.4857953537990269e-6), (20, 0.3, -75.646627243918423), (2, 0.0001, -3.783065682911304),
  ])
  func `Pearson's type III is scipy's pearson3`(z: Double, skewness: Double, logTail: Double) {
    expectEqual(PearsonIII(skewness: skewness).logTail(above: z), logTail)
    expectEqual(PearsonIII(skewness: -skewness).logTail(below: -z), logTail)
  }

  @Test func `without skewness it is normal, and outside its support the tail is 0`() {
    for skewness in [0, 1e-200, -1e-200, 1e-12] { expectEqual(PearsonIII(skewness: skewness).logTail(above: 2), NormalTail.log(above: 2)) }
    #expect(PearsonIII(skewness: -1).logTail(above: 3) == -.infinity)
    #expect(PearsonIII(skewness: 1.9).logTail(above: -1.5) == 0)
  }

  @Test func `the tails on both sides add up to 1, and fall without a jump`() {
    for skewness in [-30, -3, -0.3, -0.003, 0, 0.003, 0.3, 0.36, 3, 30] {
      let distribution = PearsonIII(skewness: skewness)
      var last = 0.0
      for step in -600...600 {
        let z = Double(step) / 100
        let (above, below) = (distribution.logTail(above: z), distribution.logTail(below: z))
        #expect(abs(exp(above) + exp(below) - 1) < 1e-12)
        #expect(above <= last + 1e-12, "\(skewness), \(z)")
        last = above
      }
    }
  }
}
