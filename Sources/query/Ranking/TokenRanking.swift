/// The leading tokens of a slice of the corpus.
struct TokenRanking {
  /// One token over all its occurrences in the slice.
  struct Entry: Equatable {
    let token: String
    let count: Int
    /// The sum of its scores, in units of 2^-32.
    let total: Int64

    /// The sum of its scores.
    var sum: Double { Double(total) / 4_294_967_296 }
    /// Its average score.
    var mean: Double { count > 0 ? sum / Double(count) : 0 }
  }

  var order: TokenOrder = .mean
  /// Rarer tokens are left out.
  var minimumCount: Int
  /// How many to find; nil for all.
  var limit: Int?

  /// The floor under which the mean of a token says little.
  ///
  /// The other orders need none: a rare token cannot lead them by chance.
  static func defaultMinimumCount(order: TokenOrder, examples: Int) -> Int {
    order == .mean && examples >= 200 ? 5 : 1
  }

  /// The first of the entries: highest first, ties by count, then by the token's bytes.
  func leaders(of entries: some Sequence<Entry>) -> [Entry] {
    entries.lazy.filter { $0.count >= minimumCount }.leaders(limit, by: precedes)
  }

  private func precedes(_ a: Entry, _ b: Entry) -> Bool {
    switch order {
    case .mean: if a.mean != b.mean { return a.mean > b.mean }
    case .total: if a.total != b.total { return a.total > b.total }
    case .count: break
    }
    if a.count != b.count { return a.count > b.count }
    return a.token.utf8.lexicographicallyPrecedes(b.token.utf8)
  }
}
