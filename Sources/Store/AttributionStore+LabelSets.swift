import GRDB

// MARK: - Reads: label sets

extension AttributionStore {
  /// The agreement of predicted and gold label sets in some examples, in one scan.
  /// - Parameter filter: The examples; order, offset and limit are ignored.
  /// - Returns: The agreement; nil where the store's model does not give sets of labels.
  /// - Throws: `StoreError` where the file cannot be read.
  public func labelSetAgreement(_ filter: ExampleFilter = ExampleFilter()) throws -> LabelSetAgreement? {
    guard let sets = LabelSets(settings) else { return nil }
    return try read { database in
      var agreement = LabelSetAgreement(classes: settings.labels)
      guard let conditions = try FilterConditions(filter, in: database, settings: settings) else { return agreement }
      let names = LabelNames(database, settings: settings)
      let select = try DirectStatement(
        "SELECT \(LabelIDReader.columns) FROM example NOT INDEXED \(conditions.sql)", in: database)
      conditions.bind(to: select)
      while try select.step() {
        let stored = LabelIDReader.Columns(at: select)
        let gold = LabelSetTest.gold(label: stored.label, labels: stored.labels, names: names)
        let logits = TokenBlobs.unpackFloats(stored.logits) ?? []
        agreement.add(gold: gold, predicted: sets.predicted(logits), sigmoids: sets.sigmoids(logits))
      }
      return agreement
    }
  }

  /// Whether some example has a gold set that is known and empty.
  /// - Throws: `StoreError` where the file cannot be read.
  public func hasEmptySets() throws -> Bool {
    guard LabelSets(settings) != nil else { return false }
    return try read { database in
      let select = try DirectStatement("SELECT 1 FROM example NOT INDEXED WHERE labels = '[]' LIMIT 1", in: database)
      defer { select.reset() }
      return try select.step()
    }
  }

  /// Number of examples for each pair of a gold and a predicted label that the filter asks for, in one scan.
  func labelPairs(_ conditions: FilterConditions, in database: Database) throws -> [LabelSummary] {
    struct Pair: Hashable {
      let gold: Int64
      let predicted: Int64
    }
    var sums: [Pair: (examples: Int, confidences: Int, total: Int64)] = [:]
    let ids = LabelIDReader(database, settings: settings)
    let select = try DirectStatement(
      "SELECT \(LabelIDReader.columns), fixed_point(example.confidence) FROM example NOT INDEXED \(conditions.sql)", in: database)
    conditions.bind(to: select)
    while try select.step() {
      let labels = try ids.labels(at: select, from: 0).asked(for: conditions)
      var cells = select.cells(from: LabelIDReader.columnCount)
      let confidence = cells.next(Int64?.self)
      for gold in labels.golds {
        for predicted in labels.predicted {
          let old = sums[Pair(gold: gold, predicted: predicted)] ?? (0, 0, 0)
          sums[Pair(gold: gold, predicted: predicted)] = (
            old.examples + 1, old.confidences + (confidence == nil ? 0 : 1), old.total + (confidence ?? 0)
          )
        }
      }
    }
    let names = LabelNames(database, settings: settings)
    return try sums.map { pair, sum in
      LabelSummary(
        label: try names.name(inSlice: pair.gold), predicted: try names.name(inSlice: pair.predicted), examples: sum.examples,
        meanConfidence: sum.confidences == 0 ? nil : FixedPoint.double(sum.total) / Double(sum.confidences))
    }
  }
}
