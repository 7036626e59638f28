import Support
import Testing

struct SpearmanTests {
  @Test func theSameOrderIsOneAndTheReverseMinusOne() {
    #expect(Spearman.correlation([1, 5, 9], [0.1, 0.2, 0.9]) == 1)
    #expect(Spearman.correlation([1, 5, 9], [3, 2, 1]) == -1)
  }

  @Test func tiesHaveTheirMeanRank() throws {
    // scipy.stats.spearmanr([1, 2, 2, 3], [1, 3, 2, 4]) = 0.9486832980505138
    let rho = try #require(Spearman.correlation([1, 2, 2, 3], [1, 3, 2, 4]))
    #expect(abs(rho - 0.9486832980505138) < 1e-15)
  }

  @Test func thereIsNoneWhereNothingVaries() {
    #expect(Spearman.correlation([], []) == nil)
    #expect(Spearman.correlation([1], [2]) == nil)
    #expect(Spearman.correlation([1, 1], [2, 3]) == nil)
  }
}
