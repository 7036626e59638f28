import Foundation
import Testing

@testable import Support

/// Comparison with exact fractions from Python's `math.comb`, or with `mpmath.loggamma` at 40 digits where there are millions of things.
struct HypergeometricTests {
  @Test(arguments: [
    (10, 4, 3, 2, -1.203972804325936), (3000, 12, 60, 0, -0.2428826298730309), (3000, 12, 60, 12, -48.100132871353049),
    (3000, 900, 200, 85, -10.340524565051772), (100_000, 5000, 300, 0, -15.411642063391346),
    (20_000, 9999, 7000, 3400, -8.8020869396931027), (1_000_000_000, 70_000, 70_000, 0, -4.9003430255638449),
    (1_000_000_000, 1_000_000, 100_000_000, 100_500, -8.0126620443857687), (1_000_000, 20, 500_000, 20, -13.86313361490399),
  ])
  func `the probability of a number`(all: Int, marked: Int, drawn: Int, count: Int, expected: Double) {
    let value = Hypergeometric(all: all, marked: marked, drawn: drawn).logProbability(of: count)
    #expect(abs(value - expected) < 1e-10, "\(value) for \(expected)")
  }

  @Test(arguments: [
    (10, 4, 3, 2, -1.6964492894237301, -0.20252426411147407), (3000, 900, 200, 85, -9.8369298066443145, -5.344256214889287e-5),
    (3000, 900, 200, 40, -0.00050266285648394126, -7.5958421989326467), (500, 30, 20, 6, -8.0131791008265476, -0.00033112535352703878),
    (500, 30, 20, 0, -0.15254782152090172, -1.9555816288273105),
  ])
  func `the tails count the number itself by half`(all: Int, marked: Int, drawn: Int, count: Int, above: Double, below: Double) {
    let distribution = Hypergeometric(all: all, marked: marked, drawn: drawn)
    #expect(abs(distribution.logMiddleTail(above: count) - above) < 1e-11)
    #expect(abs(distribution.logMiddleTail(below: count) - below) < 1e-11)
  }

  @Test func `an impossible number has the probability 0, a certain one 1`() {
    let distribution = Hypergeometric(all: 10, marked: 8, drawn: 5)
    #expect(distribution.support == 3...5)
    #expect(distribution.logProbability(of: 2) == -.infinity && distribution.logProbability(of: 6) == -.infinity)
    for (all, marked, drawn, count) in [(10, 8, 0, 0), (10, 8, 10, 8), (10, 0, 5, 0), (10, 10, 5, 5), (1, 1, 1, 1)] {
      #expect(abs(Hypergeometric(all: all, marked: marked, drawn: drawn).logProbability(of: count)) < 1e-12)
    }
    for (all, marked, drawn) in [(10, 8, 5), (40, 17, 9), (7, 7, 3), (30, 1, 29)] {
      let distribution = Hypergeometric(all: all, marked: marked, drawn: drawn)
      #expect(abs(distribution.support.reduce(0) { $0 + exp(distribution.logProbability(of: $1)) } - 1) < 1e-12)
    }
  }
}
