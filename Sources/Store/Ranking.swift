/// The first of many tokens. Only those that can be among them are given names, because looking up a name costs as much as reading ten sums.
struct Ranking {
  let order: TokenTotals.Order
  let minimumCount: Int
  let limit: Int?

  /// The ranked tokens: by the order, then by count, then by the bytes of the name.
  func rank(_ sums: [TotalsReader.Sum], name: (Int64) throws -> ExactString) throws -> [TokenTotals.Entry] {
    let keyed = sums.filter { $0.count >= minimumCount }.map { (key: key($0), sum: $0) }
    let sorted = keyed.sorted { ($0.key, $0.sum.count) > ($1.key, $1.sum.count) }
    var candidates = sorted[...]
    if let limit, limit < sorted.count {
      guard limit > 0 else { return [] }
      // Those level with the last one stay until their names are known.
      let last = sorted[limit - 1]
      candidates = sorted.prefix { ($0.key, $0.sum.count) >= (last.key, last.sum.count) }
    }
    let named = try candidates.map { (key: $0.key, sum: $0.sum, name: try name($0.sum.unit)) }
    let ranked = named.sorted {
      ($0.key, $0.sum.count) == ($1.key, $1.sum.count) ? $0.name < $1.name : ($0.key, $0.sum.count) > ($1.key, $1.sum.count)
    }
    return ranked.prefix(limit ?? .max).map {
      TokenTotals.Entry(token: $0.name.string, count: $0.sum.count, fixedPointTotal: $0.sum.total)
    }
  }

  private func key(_ sum: TotalsReader.Sum) -> Double {
    switch order {
    case .mean: sum.mean
    case .total: FixedPoint.double(sum.total)
    case .count: Double(sum.count)
    }
  }
}
