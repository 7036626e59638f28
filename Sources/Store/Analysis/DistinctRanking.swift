/// The first tokens of a ranking that enough distinct texts hold, near copies counted once.
///
/// Texts are compared for as many leading tokens as it takes to find those that are wanted, a batch at a time, because each batch is a scan.
struct DistinctRanking {
  /// A token of the ranking.
  typealias Entry = (ranked: Ranking.Ranked, distinctTexts: Int)

  /// The tokens that stay, in their order.
  private(set) var entries: [Entry] = []
  /// Tokens before the last of these that too few distinct texts hold.
  private(set) var passedOver = 0

  /// Looks for them.
  /// - Parameters:
  ///   - limit: How many; nil means all.
  ///   - floor: How many distinct texts must hold a token; nil where any number will do.
  ///   - rank: The first tokens, as many as asked for; all where nil. The more begin with the fewer.
  ///   - distinct: How many distinct texts hold each of some tokens.
  init(
    limit: Int?, floor: Int?, rank: (Int?) throws -> [Ranking.Ranked], distinct: ([ExactString]) throws -> [Int]
  ) rethrows {
    // The first batch has some to spare.
    var wanted = floor == nil ? limit : limit.map { 2 * min($0, 1 << 40) + 8 }
    var seen = 0
    while true {
      let ranked = try rank(wanted)
      let new = Array(ranked.dropFirst(seen))
      for (ranked, count) in zip(new, try distinct(new.map(\.name))) where entries.count < limit ?? .max {
        if count < floor ?? 0 { passedOver += 1 } else { entries.append((ranked, count)) }
      }
      seen = ranked.count
      guard let number = wanted, entries.count < limit ?? .max, ranked.count == number else { return }
      wanted = 4 * number
    }
  }
}
