import GRDB
import Support

// MARK: - Reads: where the model is wrong

extension AttributionStore {
  /// The words, or pieces, in whose texts the model is wrong more often than in other texts. Only texts count whose gold label and
  /// predicted label are both classes of the model. Where the filter has conditions on labels only, the rates come from kept totals,
  /// otherwise from two scans.
  /// - Parameters:
  ///   - units: Pieces or words.
  ///   - filter: The examples; order, offset and limit are ignored.
  ///   - minimumTexts: Least number of texts with a token for the token to be compared.
  ///   - limit: Largest number of tokens; nil for all.
  ///   - isListed: Whether to list a token; nil lists all. Unlisted tokens still count among the compared tokens.
  /// - Returns: The rates; nil where a label or piece is unknown.
  /// - Throws: `StoreError` where the file cannot be read, or where a record is damaged; it names the example.
  public func errorRates(
    of units: TokenTotals.Units, among filter: ExampleFilter = ExampleFilter(), minimumTexts: Int = TokenQuery.usualMinimumTexts,
    limit: Int?, isListed: (@Sendable (TokenSpelling) -> Bool)? = nil
  ) throws -> ErrorRates? {
    try read { (database) -> ErrorRates? in
      let names = try TokenNames(units, in: database)
      guard let (all, wrong) = try judged(filter, names: names, in: database) else { return nil }
      let contrast = ErrorContrast(texts: all.examples, wrong: wrong.examples)
      let tokens = all.all.filter { $0.texts >= max(minimumTexts, 1) }
      let findings = tokens.map { contrast.compare(texts: $0.texts, wrong: wrong.of($0.token).texts) }
      let q = FalseDiscovery.qValues(ofLogP: findings.map(\.logP))
      typealias Place = (index: Int, name: ExactString)
      var best = Best<Place>(limit) { one, other in
        let (left, right) = (findings[one.index].score, findings[other.index].score)
        if left != right { return left > right }
        let (few, many) = (tokens[other.index].texts, tokens[one.index].texts)
        return few == many ? one.name < other.name : few < many
      }
      for index in tokens.indices {
        let name = try names.name(of: tokens[index].token)
        if let isListed, try !isListed(names.spelling(of: tokens[index].token)) { continue }
        best.add((index, name))
      }
      return ErrorRates(
        texts: all.examples, wrong: wrong.examples,
        entries: best.sorted.map { place in
          let (texts, errors) = (tokens[place.index].texts, wrong.of(tokens[place.index].token).texts)
          return ErrorRates.Entry(
            token: place.name.string, texts: texts, wrong: errors,
            interval: WilsonInterval.of(min(max(errors, 0), texts), among: texts), contrast: findings[place.index].score, q: q[place.index])
        })
    }
  }

  /// The error rates of a model that gives sets of labels: a text is wrong if its two sets differ.
  private func judgedSets(
    _ filter: ExampleFilter, names: TokenNames, in database: Database
  ) throws -> (all: TokenSums, wrong: TokenSums)? {
    let scan = TotalsScan(database, settings: settings)
    func sums(_ outcome: ExampleFilter.Outcome) throws -> TokenSums? {
      guard filter.outcome == nil || filter.outcome == outcome else { return TokenSums() }
      var filter = filter
      filter.outcome = outcome
      return try scan.sums(of: TotalsScan.Selection(filter: filter, isUnscored: true), names: names, includeSpecial: false)
    }
    guard var all = try sums(.correct), let wrong = try sums(.misclassified) else { return nil }
    all.add(wrong)
    return (all, wrong)
  }

  /// The sums over all texts that can be judged, and over the wrong ones among them.
  private func judged(_ filter: ExampleFilter, names: TokenNames, in database: Database) throws -> (all: TokenSums, wrong: TokenSums)? {
    guard let conditions = try FilterConditions(filter, in: database, settings: settings) else { return nil }
    if LabelSets(settings) != nil { return try judgedSets(filter, names: names, in: database) }
    let classes = settings.classes.count
    if let slice = conditions.slice, slice.scoring == .inRow, try TotalsVersion.areCurrent(in: database),
      let sums = try kept(of: slice, names: names, in: database)
    {
      return sums
    }
    let condition = "example.label BETWEEN 1 AND \(classes) AND example.predicted BETWEEN 1 AND \(classes)"
    let scan = TotalsScan(database, settings: settings)
    let all = TotalsScan.Selection(filter: filter, condition: "(\(condition))", isUnscored: true)
    let wrong = TotalsScan.Selection(
      filter: filter, condition: "(\(condition) AND example.label <> example.predicted)", isUnscored: true)
    guard let all = try scan.sums(of: all, names: names, includeSpecial: false),
      let wrong = try scan.sums(of: wrong, names: names, includeSpecial: false)
    else { return nil }
    return (all, wrong)
  }

  /// The sums from kept totals; nil where some of the examples have none, because the first method has no scores for their predicted
  /// classes.
  private func kept(of slice: Slice, names: TokenNames, in database: Database) throws -> (all: TokenSums, wrong: TokenSums)? {
    let classes = settings.classes.count
    let reader = try TotalsReader(database)
    let present = try DirectStatement(
      """
      SELECT gold, predicted FROM slice WHERE method = 0 AND class = 0 AND gold BETWEEN 1 AND \(classes) AND predicted BETWEEN 1 AND \(classes)
        AND ?1 IN (\(Slice.any), gold) AND ?2 IN (\(Slice.any), predicted)
      """, in: database)
    present.bind(values: slice.gold, slice.predicted)
    var (all, wrong) = (TokenSums(), TokenSums())
    while try present.step() {
      var cells = present.cells()
      let part = Slice(scoring: settings.defaultScoring, gold: cells.next(), predicted: cells.next())
      let sums = try reader.sums(of: part, names: names, includeSpecial: false)
      guard try sums.examples == reader.examples(in: Slice(gold: part.gold, predicted: part.predicted)) else { return nil }
      all.add(sums)
      if part.gold != part.predicted { wrong.add(sums) }
    }
    return (all, wrong)
  }
}
