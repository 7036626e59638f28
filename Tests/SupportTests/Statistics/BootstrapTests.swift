import Support
import Testing

struct BootstrapTests {
  @Test("the interval of a mean is near the normal one where there are many values")
  func normal() throws {
    var numbers = SeededNumbers(seed: 3)
    let values = (0..<400).map { _ in Double.random(in: 0..<1, using: &numbers) }
    let mean = try #require(Bootstrap.means(of: [values], seed: 1)[0])
    let interval = try #require(mean.interval)
    #expect(abs(mean.value - values.reduce(0, +) / 400) < 1e-12 && mean.count == 400)
    // The standard error of a uniform number's mean is sqrt(1/12) / 20.
    let half = 1.96 * (1.0 / 12).squareRoot() / 20
    #expect(abs(interval.upper - mean.value - half) < 0.1 * half && abs(mean.value - interval.lower - half) < 0.1 * half)
  }

  @Test("95 % intervals of small samples hold the true mean in about 95 % of cases")
  func coverage() throws {
    var numbers = SeededNumbers(seed: 5)
    var held = 0
    for trial in 0..<300 {
      let values = (0..<40).map { _ in Double.random(in: 0..<1, using: &numbers) }
      let interval = try #require(Bootstrap.means(of: [values], seed: UInt64(trial))[0]?.interval)
      if (interval.lower...interval.upper).contains(0.5) { held += 1 }
    }
    #expect((270...297).contains(held), "\(held) of 300")
  }

  @Test("columns are resampled together, so that a constant difference has an interval of no width")
  func paired() throws {
    let left = (0..<30).map { Double($0 * $0) }
    let means = Bootstrap.means(of: [left, zip(left, left.map { $0 + 2 }).map { $0 - $1 }], seed: 1)
    let difference = try #require(means[1]?.interval)
    #expect(difference.lower == -2 && difference.upper == -2)
    #expect(try #require(means[0]?.interval).lower < 290)
  }

  @Test("values that are missing do not count, and few values have no interval")
  func few() throws {
    let column = [Double](repeating: 1, count: 9) + [Double](repeating: .nan, count: 20)
    #expect(Bootstrap.means(of: [column, column.map { _ in .nan }], seed: 1) == [Bootstrap.means(of: [column], seed: 2)[0], nil])
    let mean = try #require(Bootstrap.means(of: [column], seed: 1)[0])
    #expect(mean.value == 1 && mean.count == 9 && mean.interval == nil)
    #expect(Bootstrap.means(of: [column + [1]], seed: 1)[0]?.interval != nil)
    #expect(Bootstrap.means(of: [[]], seed: 1) == [nil])
  }
}
