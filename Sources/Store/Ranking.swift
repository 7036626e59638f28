/// The first of many tokens. Only those that can be among them are given names, because looking up a name costs as much as reading ten sums.
struct Ranking {
  let order: TokenTotals.Order
  let minimumCount: Int
  let limit: Int?
  /// Needed where the order is by contrast.
  var contrast: Contrast?
  /// Whether a token takes part, by its name; nil means all do.
  var isListed: ((String) -> Bool)?

  /// What tokens are ranked by before their names decide.
  private struct Key: Comparable {
    let value: Double
    let count: Int

    static func < (left: Key, right: Key) -> Bool {
      left.value == right.value ? left.count < right.count : left.value < right.value
    }
  }

  /// The ranked tokens: by the order, then by count, then by the bytes of the name.
  func rank(_ sums: [TokenSums.Sum], name: (Int64) throws -> ExactString) throws -> [TokenTotals.Entry] {
    let last = lastKey(sums)
    var named: [(key: Key, sum: TokenSums.Sum, name: ExactString)] = []
    for sum in sums where sum.count >= minimumCount {
      let key = key(sum)
      // Those level with the last one stay until their names are known.
      if let last, key < last { continue }
      let name = try name(sum.token)
      if let isListed, !isListed(name.string) { continue }
      named.append((key, sum, name))
    }
    named.sort { $0.key == $1.key ? $0.name < $1.name : $0.key > $1.key }
    return named.prefix(max(limit ?? .max, 0)).map {
      TokenTotals.Entry(
        token: $0.name.string, count: $0.sum.count, fixedPointTotal: $0.sum.total, contrast: order == .contrast ? $0.key.value : nil)
    }
  }

  /// The key of the token in the last place there is; nil where there is a place for each, or names decide who takes part.
  private func lastKey(_ sums: [TokenSums.Sum]) -> Key? {
    // For long lists putting each into its place would cost more than the names of all.
    guard isListed == nil, let limit, (1...1000).contains(limit), limit < sums.count else { return nil }
    // The best so far, rising. Most sums are below the first of them, so that few are ever put into their place.
    var best: [Key] = []
    for sum in sums where sum.count >= minimumCount {
      let key = key(sum)
      if best.count == limit {
        guard best[0] < key else { continue }
        best.removeFirst()
      }
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
    switch order {
    case .mean: Key(value: sum.mean, count: sum.count)
    case .total: Key(value: FixedPoint.double(sum.total), count: sum.count)
    case .count: Key(value: Double(sum.count), count: sum.count)
    case .contrast: Key(value: contrast?.z(of: sum.token) ?? 0, count: sum.count)
    }
  }
}
