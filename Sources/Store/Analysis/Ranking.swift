import Support

/// The first tokens of a ranking. A name is looked up only for tokens that can be among them, because a look-up costs as much as reading
/// ten sums.
struct Ranking {
  let order: TokenTotals.Order
  let limit: Int?
  /// Whether the lowest come first.
  var isReversed = false
  /// Required where the order is by contrast.
  var comparison: TokenComparison?
  /// Whether a token takes part, by its number; nil means that all do.
  var isListed: ((Int64) throws -> Bool)?

  /// A token of the ranking.
  struct Ranked {
    let sum: TokenSums.Sum
    let name: ExactString
  }

  /// The values that decide the order before names do.
  private struct Key: Comparable {
    let value: Double
    let count: Int

    static func < (left: Key, right: Key) -> Bool {
      left.value == right.value ? left.count < right.count : left.value < right.value
    }
  }

  /// The ranked tokens: by the order, then by count, then by the bytes of the name.
  func rank(_ sums: [TokenSums.Sum], name: (Int64) throws -> ExactString) throws -> [Ranked] {
    let last = try lastKey(sums)
    var named: [(key: Key, ranked: Ranked)] = []
    for sum in sums {
      let key = key(sum)
      // Tokens that are level with the last one stay until their names are known.
      if let last, key < last { continue }
      let name = try name(sum.token)
      if let isListed, try !isListed(sum.token) { continue }
      named.append((key, Ranked(sum: sum, name: name)))
    }
    named.sort { $0.key == $1.key ? $0.ranked.name < $1.ranked.name : $0.key > $1.key }
    return named.prefix(max(limit ?? .max, 0)).map(\.ranked)
  }

  /// The key of the last token within the limit; nil where the limit does not exclude any token.
  private func lastKey(_ sums: [TokenSums.Sum]) throws -> Key? {
    // For long lists, insertions would cost more than looking up all names.
    guard let limit, (1...1000).contains(limit), limit < sums.count else { return nil }
    // The highest keys so far, in rising order. Most keys are below the first of them, so that insertions are rare.
    var best: [Key] = []
    for sum in sums {
      let key = key(sum)
      if best.count == limit {
        guard best[0] < key else { continue }
      }
      if let isListed, try !isListed(sum.token) { continue }
      if best.count == limit { best.removeFirst() }
      var (low, high) = (0, best.count)
      while low < high {
        let middle = (low + high) / 2
        if best[middle] < key { low = middle + 1 } else { high = middle }
      }
      best.insert(key, at: low)
    }
    return best.count == limit ? best.first : nil
  }

  private func key(_ sum: TokenSums.Sum) -> Key {
    let value =
      switch order {
      case .mean: sum.mean
      case .total: FixedPoint.double(sum.total)
      case .count: Double(sum.count)
      case .contrast: comparison?.result(of: sum.token)?.contrast ?? 0
      }
    return Key(value: isReversed ? -value : value, count: sum.count)
  }
}
