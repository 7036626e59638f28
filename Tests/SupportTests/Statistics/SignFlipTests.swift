import Foundation
import Testing

@testable import Support

struct SignFlipTests {
  private static let cases: [(differences: [Double], expected: Double)] = [
    // By hand: of the 16 patterns of 1, 2, 3 and 4, only all pluses and all minuses reach 10, and only six reach 6.
    ([1, 2, 3, 4], 0.125), ([1, -2, 3, 4], 0.375),
    // Each of the eight patterns has a sum of at least 0.5.
    ([0.5, 0.5, -0.5], 1), ([2, 1], 0.5), ([2, -1], 1), ([-7], 1), ([3, -3], 1), ([0, 0], 1), ([0, 0, 2, 0, 1], 0.5),
    // scipy.stats.permutation_test 1.17, permutation_type='samples', all patterns.
    ([0.3, -1.7, 2.25, 0.9, 1.1, -0.4, 3.5, 0.05], 0.2421875),
    ([-0.62, -1.31, -0.08, 0.44, -2.07, -0.93, -1.5, 0.17, -0.71, -1.18, 0.02, -0.39], 0.01025390625),
  ]

  @Test(arguments: cases)
  func `few differences have the share of the patterns that reach their sum`(differences: [Double], expected: Double) {
    #expect(SignFlip.pValue(of: differences) == expected)
    #expect(SignFlip.pValue(of: differences.map { -$0 }) == expected)
    #expect(SignFlip.pValue(of: differences.reversed()) == expected)
  }

  @Test func `without differences there is no p-value, and sums that are equal but for rounding count`() {
    #expect(SignFlip.pValue(of: []) == nil)
    // 0.1 has no exact double; 13 of 20 pluses are reached by the upper tail of the binomial distribution, on both sides.
    let tenths = [Double](repeating: 0.1, count: 13) + [Double](repeating: -0.1, count: 7)
    let patterns = [77520, 38760, 15504, 4845, 1140, 190, 20, 1].reduce(0, +)
    #expect(SignFlip.pValue(of: tenths) == 2 * Double(patterns) / Double(1 << 20))
  }

  @Test(arguments: [1, 2, 3, 7, 10, 13])
  func `the count of halves is the count of all patterns, one after the other`(count: Int) throws {
    var numbers = SeededNumbers(seed: UInt64(count))
    for _ in 0..<10 {
      let differences = (0..<count).map { _ in Double.random(in: -1...2, using: &numbers) }
      let sum = abs(differences.reduce(0, +))
      let reached = (0..<(1 << count)).filter { pattern in
        abs(differences.enumerated().reduce(0) { $0 + (pattern >> $1.offset & 1 == 0 ? $1.element : -$1.element) }) >= sum - 1e-9
      }
      #expect(try #require(SignFlip.pValue(of: differences)) == Double(reached.count) / Double(1 << count))
    }
  }

  /// Differences of which a share is above 0, as of a word that matters a little.
  private static func leaning(_ count: Int, above share: Double, seed: UInt64) -> [Double] {
    var numbers = SeededNumbers(seed: seed)
    return (0..<count).map { _ in
      Double.random(in: 0...1, using: &numbers) * (Double.random(in: 0...1, using: &numbers) < share ? 1 : -1)
    }
  }

  @Test(arguments: [20, 31, 33])
  func `sizes that are rounded have nearly the share of those that are not, outliers and few of one size, too`(count: Int) {
    for seed in 1...4 {
      for share in [0.5, 0.7, 0.85] {
        let plain = Self.leaning(count, above: share, seed: UInt64(seed))
        let kinds = [
          plain,
          // One over a uniform number: the largest of them is as large as many others together.
          plain.map { 1 / (abs($0) + 0.02) * ($0 < 0 ? -1 : 1) },
          // A few of nearly one size among many small ones, as of few predictions that change.
          plain.enumerated().map { $0.offset < 3 + seed ? -6 - 0.3 * $0.element : $0.element / 10 },
          plain.map { $0 < 0 ? -1 : 1 },
        ]
        for differences in kinds {
          let (exact, rounded) = (SignFlip.exact(differences), SignFlip.rounded(differences))
          #expect(abs(rounded - exact) <= 0.005 * exact, "\(rounded) for \(exact)")
        }
      }
    }
  }

  @Test(arguments: [31, 50, 64])
  func `the p-value of many differences is near the share of random patterns that reach their sum`(count: Int) throws {
    let draws = 30_000
    var numbers = SeededNumbers(seed: 9)
    for (share, seed) in [(0.5, 1), (0.6, 2), (0.65, 3)] as [(Double, UInt64)] {
      let differences = Self.leaning(count, above: share, seed: seed)
      let sum = abs(differences.reduce(0, +))
      var reached = 0
      for _ in 0..<draws {
        var (signs, drawn) = (numbers.next(), 0.0)
        for difference in differences {
          drawn += signs & 1 == 0 ? difference : -difference
          signs >>= 1
        }
        if abs(drawn) >= sum { reached += 1 }
      }
      let drawn = Double(reached) / Double(draws)
      #expect(drawn > 0.01)
      let p = try #require(SignFlip.pValue(of: differences))
      // Four standard errors of the draws.
      #expect(abs(p - drawn) < 4 * (drawn / Double(draws)).squareRoot(), "\(p) for \(drawn)")
    }
  }

  @Test(arguments: [12, 60])
  func `p-values of differences without a direction are uniform`(count: Int) throws {
    var numbers = SeededNumbers(seed: 4)
    let trials = 2000
    let p = try (0..<trials).map { _ in
      // The difference of two exchangeable numbers of a skew distribution.
      try #require(SignFlip.pValue(of: (0..<count).map { _ in log(Self.positive(&numbers)) - log(Self.positive(&numbers)) }))
    }
    for level in [0.01, 0.05, 0.25, 0.5, 0.75] {
      let below = Double(p.filter { $0 <= level }.count)
      // Four standard deviations of a binomial number.
      #expect(abs(below - level * Double(trials)) < 4 * (Double(trials) * level * (1 - level)).squareRoot(), "\(below) up to \(level)")
    }
  }

  private static func positive(_ numbers: inout SeededNumbers) -> Double { Double.random(in: 1e-12...1, using: &numbers) }

  @Test func `differences of one sign have one pattern of many, tails that a double cannot hold are 0, and zeros change nothing`() throws {
    let one = [Double](repeating: 1, count: 3000)
    #expect(SignFlip.pValue(of: one) == 0)
    #expect(SignFlip.pValue(of: Array(one[..<40])) == exp2(-39))
    let differences = Self.leaning(25, above: 0.7, seed: 1)
    #expect(SignFlip.pValue(of: differences + [Double](repeating: 0, count: 100)) == SignFlip.pValue(of: differences))
  }
}
