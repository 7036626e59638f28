import GRDB
import Support

// MARK: - Reads: suspected cues

extension AttributionStore {
  /// Tokens with high scores that occur almost only with one label, each with the examples of its highest scores.
  ///
  /// Only examples with a label and with the scores of the filter count. Where the model gives sets of labels, only examples with a known
  /// set count; such an example counts for each label of its set, but once among the token's occurrences. Where the filter has conditions on
  /// labels only, the tokens come from kept totals, otherwise, and for signed scores, from a scan; the evidence always needs a scan.
  /// - Parameters:
  ///   - bounds: The thresholds for cues.
  ///   - side: Whether gold or predicted labels count.
  ///   - units: Pieces or words.
  ///   - filter: The examples; order, offset and limit are ignored.
  ///   - limit: Largest number of cues; nil for all.
  ///   - isListed: Whether to list a token; nil lists all.
  /// - Returns: The cues by descending ratio, ties by count, then by the token's bytes.
  /// - Throws: `StoreError` where the file cannot be read, or where a record is damaged; it names the example.
  public func cues(
    _ bounds: Cue.Bounds, of side: Cue.Side, units: TokenTotals.Units, among filter: ExampleFilter = ExampleFilter(), limit: Int?,
    isListed: ((TokenSpelling) -> Bool)? = nil
  ) throws -> [Cue] {
    let filter = settings.scored(filter)
    return try read { database in
      guard let conditions = try FilterConditions(filter, in: database, settings: settings) else { return [] }
      let names = try TokenNames(units, in: database)
      let scan = LabelledScan(conditions: conditions, settings: settings, side: side, names: names)
      // Totals do not have the sizes of signed scores.
      let isKept = try (units == .pieces || TotalsVersion.areCurrent(in: database)) && !settings.isSigned(filter.scores)
      let shares =
        if let slice = conditions.slice, isKept, LabelSets(settings) == nil {
          try LabelShares(keptOf: slice, side: side, names: names, in: database)
        } else {
          try LabelShares(scan, in: database)
        }
      let found = try candidates(
        shares, bounds, labels: LabelNames(database, settings: settings), names: names, isListed: isListed, limit: limit)
      guard !found.isEmpty else { return [] }
      let evidence = try evidence(of: found, scan, in: database)
      return zip(found, evidence).map { candidate, evidence in
        var cue = candidate.cue
        cue.evidence = evidence
        return cue
      }
    }
  }

  /// A cue without its evidence, with the ids of its token and its label.
  private typealias Candidate = (cue: Cue, token: Int64, label: Int64)

  private func candidates(
    _ shares: LabelShares, _ bounds: Cue.Bounds, labels: LabelNames, names: TokenNames, isListed: ((TokenSpelling) -> Bool)?, limit: Int?
  ) throws -> [Candidate] {
    guard let mean = shares.meanSize, mean > 0 else { return [] }
    var best = Best<Candidate>(limit) {
      ($1.cue.ratio, $1.cue.count, ExactString($0.cue.token)) < ($0.cue.ratio, $0.cue.count, ExactString($1.cue.token))
    }
    for sum in shares.whole.all where sum.count >= bounds.count && sum.mean >= bounds.ratio * mean {
      guard let (count, label) = shares.label(of: sum.token) else { continue }
      let purity = Double(count) / Double(sum.count)
      guard purity >= bounds.purity else { continue }
      let name = try names.name(of: sum.token).string
      if let isListed, try !isListed(names.spelling(of: sum.token)) { continue }
      let cue = Cue(
        token: name, label: try labels.name(of: label), count: sum.count, purity: purity, mean: sum.mean, ratio: sum.mean / mean,
        evidence: [])
      best.add((cue, sum.token, label))
    }
    return best.sorted
  }

  /// For each cue, the examples of its label with its highest scores.
  private func evidence(of cues: [Candidate], _ scan: LabelledScan, in database: Database) throws -> [[Cue.Evidence]] {
    let none = Best<Cue.Evidence>(3) { ($1.score, $0.row, ExactString($0.id)) < ($0.score, $1.row, ExactString($1.id)) }
    var evidence = [Best<Cue.Evidence>](repeating: none, count: cues.count)
    let places = Dictionary(cues.enumerated().map { ($1.token, $0) }) { first, _ in first }
    try scan.forEach(in: database) { labels, example, occurrences in
      var strongest: [Int: Int64] = [:]
      for (token, score) in occurrences {
        guard let place = places[token], labels.contains(cues[place].label) else { continue }
        strongest[place] = max(score, strongest[place] ?? .min)
      }
      for (place, score) in strongest {
        evidence[place].add(Cue.Evidence(id: example.value(.id), row: example.int(ScanColumn.count), score: FixedPoint.double(score)))
      }
    }
    return evidence.map(\.sorted)
  }
}
