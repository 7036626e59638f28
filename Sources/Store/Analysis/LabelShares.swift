import GRDB

/// Tokens over all examples whose labels are known, each counted once, and the label that each token occurs with most.
struct LabelShares {
  /// All of them together.
  private(set) var whole = TokenSums()
  private var most: [Int64: (count: Int, label: Int64)] = [:]

  /// The label with most occurrences of a token, the lower id where two have the same number.
  func label(of token: Int64) -> (count: Int, label: Int64)? { most[token] }

  /// From kept totals, one label after the other.
  /// - Parameters:
  ///   - slice: The examples to look at.
  ///   - side: Whether gold or predicted labels count.
  ///   - names: Numbers the tokens.
  ///   - database: Of this access.
  /// - Throws: What SQLite reports.
  init(keptOf slice: Slice, side: Cue.Side, names: TokenNames, in database: Database) throws {
    let reader = try TotalsReader(database)
    let labels = try Int64.fetchAll(database, sql: "SELECT id FROM label ORDER BY id")
    for label in labels {
      let asked = side == .gold ? slice.gold : slice.predicted
      guard asked == Slice.any || asked == label else { continue }
      let part = side == .gold ? Slice(gold: label, predicted: slice.predicted) : Slice(gold: slice.gold, predicted: label)
      for sum in try reader.sums(of: part, names: names, includeSpecial: false).all {
        whole.add(sum.token, sum.moments)
        note(sum.token, count: sum.count, label: label)
      }
    }
  }

  /// From a scan.
  /// - Throws: `StoreError` naming the example where a record is damaged.
  init(_ scan: LabelledScan, in database: Database) throws {
    var counts: [TokenOfLabel: Int] = [:]
    var whole = TokenSums()
    try scan.forEach(in: database) { labels, _, occurrences in
      whole.addText(occurrences)
      for label in labels {
        for (token, _) in occurrences { counts[TokenOfLabel(token: token, label: label), default: 0] += 1 }
      }
    }
    self.whole = whole
    for (key, count) in counts { note(key.token, count: count, label: key.label) }
  }

  private struct TokenOfLabel: Hashable {
    let token: Int64
    let label: Int64
  }

  private mutating func note(_ token: Int64, count: Int, label: Int64) {
    if let known = most[token], (known.count, label) > (count, known.label) { return }
    most[token] = (count, label)
  }
}
