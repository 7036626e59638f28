import Support

/// The first tokens of a ranking that occur in enough distinct texts, where near copies count once.
///
/// Tokens are taken from the ranking in batches until enough are found, because each batch takes a scan over the texts.
struct DistinctRanking {
  /// A token of the ranking.
  typealias Entry = (ranked: Ranking.Ranked, distinctTexts: Int)

  /// The tokens that occur in enough distinct texts, in the order of the ranking.
  private(set) var entries: [Entry] = []
  /// Number of tokens before the last entry that occur in too few distinct texts.
  private(set) var passedOver = 0

  /// Goes through the ranking.
  /// - Parameters:
  ///   - limit: Number of entries; nil means all.
  ///   - floor: Least number of distinct texts that hold a token; nil where any number will do.
  ///   - rank: Returns the first tokens of the ranking, as many as it is asked for, or all for nil. A longer answer begins with the shorter
  ///     one.
  ///   - distinct: Returns the number of distinct texts that hold each of some tokens.
  init(
    limit: Int?, floor: Int?, rank: (Int?) throws -> [Ranking.Ranked], distinct: ([ExactString]) throws -> [Int]
  ) rethrows {
    // The first batch is larger than the limit, because some of its tokens may be passed over.
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
