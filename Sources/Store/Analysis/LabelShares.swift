import GRDB

/// Sums of each token over all examples with known labels, and the label of most of its occurrences.
struct LabelShares {
  /// The sums over all labels; an occurrence counts once, however many labels its example has.
  private(set) var whole = TokenSums()
  /// The mean size of a score, without its sign, over all occurrences; nil where there are none.
  private(set) var meanSize: Double?
  private var most: [Int64: (count: Int, label: Int64)] = [:]

  /// The label with most occurrences of a token; of two with the same number, the one with the lower id.
  func label(of token: Int64) -> (count: Int, label: Int64)? { most[token] }

  /// Reads kept totals of unsigned scores, label by label.
  /// - Parameters:
  ///   - slice: The examples to read.
  ///   - side: Whether gold or predicted labels count.
  ///   - names: Numbers the tokens.
  ///   - database: The open connection.
  /// - Throws: What SQLite reports.
  init(keptOf slice: Slice, side: Cue.Side, names: TokenNames, in database: Database) throws {
    let reader = try TotalsReader(database)
    let labels = try Int64.fetchAll(database, sql: "SELECT id FROM label ORDER BY id")
    for label in labels {
      let asked = side == .gold ? slice.gold : slice.predicted
      guard asked == Slice.any || asked == label else { continue }
      let part =
        side == .gold
        ? Slice(scoring: slice.scoring, gold: label, predicted: slice.predicted)
        : Slice(scoring: slice.scoring, gold: slice.gold, predicted: label)
      for sum in try reader.sums(of: part, names: names, includeSpecial: false).all {
        whole.add(sum.token, sum.moments)
        note(sum.token, count: sum.count, label: label)
      }
    }
    // An unsigned score is its own size.
    setMeanSize(total: whole.total, occurrences: whole.all.reduce(0) { $0 + $1.count })
  }

  /// Reads the examples.
  /// - Throws: `StoreError` naming the example where a record is damaged.
  init(_ scan: LabelledScan, in database: Database) throws {
    var counts: [TokenOfLabel: Int] = [:]
    var whole = TokenSums()
    var (sizes, count) = (Int64(0), 0)
    try scan.forEach(in: database) { labels, _, occurrences in
      whole.addText(occurrences)
      for (_, score) in occurrences { sizes &+= Int64(clamping: score.magnitude) }
      count += occurrences.count
      for label in labels {
        for (token, _) in occurrences { counts[TokenOfLabel(token: token, label: label), default: 0] += 1 }
      }
    }
    self.whole = whole
    setMeanSize(total: sizes, occurrences: count)
    for (key, count) in counts { note(key.token, count: count, label: key.label) }
  }

  private mutating func setMeanSize(total: Int64, occurrences: Int) {
    if occurrences > 0 { meanSize = FixedPoint.double(total) / Double(occurrences) }
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
