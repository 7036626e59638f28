import Testing

@testable import query

struct TokenRankingTests {
  private let entries = [
    TokenRanking.Entry(token: "rare", count: 1, total: 1 << 31), TokenRanking.Entry(token: "often", count: 10, total: 1 << 32),
    TokenRanking.Entry(token: "tie", count: 10, total: 1 << 32), TokenRanking.Entry(token: "loud", count: 6, total: 3 << 32),
    TokenRanking.Entry(token: "twice", count: 20, total: 2 << 32),
  ]

  private func tokens(_ ranking: TokenRanking) -> [String] { ranking.leaders(of: entries).map(\.token) }

  @Test func theMeanDecidesThenTheCountThenTheBytes() {
    #expect(tokens(TokenRanking(minimumCount: 1)) == ["loud", "rare", "twice", "often", "tie"])
  }

  @Test func rareTokensAreLeftOut() {
    #expect(tokens(TokenRanking(minimumCount: 5, limit: 2)) == ["loud", "twice"])
  }

  @Test func totalAndCountAreOrdersToo() {
    #expect(tokens(TokenRanking(order: .total, minimumCount: 1)) == ["loud", "twice", "often", "tie", "rare"])
    #expect(tokens(TokenRanking(order: .count, minimumCount: 1, limit: 3)) == ["twice", "often", "tie"])
  }

  @Test func theFloorDependsOnTheSizeOfTheSlice() {
    #expect(TokenRanking.defaultMinimumCount(order: .mean, examples: 199) == 1)
    #expect(TokenRanking.defaultMinimumCount(order: .mean, examples: 200) == 5)
    #expect(TokenRanking.defaultMinimumCount(order: .total, examples: 200) == 1)
  }

  @Test(arguments: [1, 2, 7, 255, 256, 257, 999]) func leadersAreThePrefixOfTheSortedOrder(limit: Int) {
    var generator = SystemRandomNumberGenerator()
    let numbers = (0..<1000).map { _ in Int.random(in: 0..<500, using: &generator) }
    #expect(numbers.leaders(limit, by: >) == Array(numbers.sorted(by: >).prefix(limit)))
    #expect(numbers.leaders(nil, by: >) == numbers.sorted(by: >))
  }
}
