import Foundation
import GRDB
import Support

// MARK: - Reads: the whole

extension AttributionStore {
  /// The contents of the store. It takes the same time for any number of examples.
  /// - Throws: `StoreError` where the file cannot be read.
  public func summary() throws -> StoreSummary {
    try read { database in
      let counts = try DirectStatement(
        "SELECT \(SliceCounters.columns.list) FROM slice WHERE \(SliceCounters.condition(Slice(gold: Slice.any, predicted: Slice.any)))",
        in: database)
      defer { counts.reset() }
      let all = try counts.step() ? SliceCounters.sound(at: counts) : nil
      let matrices = try DirectStatement("SELECT \(MatrixTotal.columns.list) FROM matrix_total ORDER BY codec", in: database)
      var (values, bytes) = (0, 0)
      var codecs: [String] = []
      var error = 0.0
      while try matrices.step() {
        let total = MatrixTotal(at: matrices)
        let codec = MatrixCodec(rawValue: total.codec)
        values &+= total.values
        bytes &+= total.bytes
        codecs.append(codec?.name ?? "codec \(total.codec)")
        error = max(error, codec?.maxRelativeError ?? 0)
      }
      return StoreSummary(
        settings: settings, schemaVersion: try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0,
        examples: all?.examples ?? 0, tokens: all?.tokens ?? 0, truncated: all?.truncated ?? 0,
        matrixValues: values, matrixBytes: bytes, codecs: codecs, maxRelativeError: error,
        fileBytes: parts.isEmpty ? file.bytes : parts.reduce(0) { $0 + $1.file.bytes },
        labels: try labelSummaries(), runs: try runs(database))
    }
  }

  /// A hash of all content, equal for equal content in whatever order it was written; `schema/README.md` defines it. Reads the whole file.
  /// - Returns: 64 hexadecimal digits.
  /// - Throws: `StoreError` where the file cannot be read.
  public func digest() throws -> String {
    for part in parts where try !part.evaluations().isEmpty {
      throw StoreError(
        "the store \(part.file.name) has results of an evaluation, which are of that store alone, and no digest holds them together: ask for "
          + "the digest of each store by itself", kind: .refused)
    }
    var digest = try read { try StoreDigest($0) }
    for part in parts { try part.read { try digest.add(.examples, in: $0) } }
    return digest.text
  }

  private func runs(_ database: Database) throws -> [RunInfo] {
    let select = try DirectStatement("SELECT \(RunFields.columns.list) FROM run ORDER BY id", in: database)
    var runs: [RunInfo] = []
    while try select.step() { runs.append(RunFields(at: select).info) }
    return runs
  }

  /// The combinations of gold and predicted label that occur in some examples, sorted by the bytes of the names, missing labels last. Where
  /// the filter has conditions on labels only, they come from kept counters, otherwise from one scan.
  ///
  /// With sets of labels, an example counts for each pair of a gold and a predicted label; only the pairs that the filter asks for are
  /// listed. A label is missing where the set is empty or unknown.
  /// - Parameter filter: The examples; order, offset and limit are ignored.
  /// - Returns: The combinations.
  /// - Throws: `StoreError` where the file cannot be read.
  public func labelSummaries(_ filter: ExampleFilter = ExampleFilter()) throws -> [LabelSummary] {
    try read { database in
      guard let conditions = try FilterConditions(filter, in: database, settings: settings) else { return [] }
      if conditions.slice == nil, LabelSets(settings) != nil {
        return try labelPairs(conditions, in: database).sorted { Self.precedes(($0.label, $0.predicted), ($1.label, $1.predicted)) }
      }
      let labels = LabelNames(database, settings: settings)
      var summaries: [LabelSummary] = []
      for counters in try conditions.slice.map({ try kept(of: $0, in: database) }) ?? counted(conditions, in: database) {
        summaries.append(
          LabelSummary(
            label: try labels.name(inSlice: counters.gold), predicted: try labels.name(inSlice: counters.predicted),
            examples: counters.examples,
            meanConfidence: counters.confidences == 0
              ? nil : FixedPoint.double(counters.confidenceTotal) / Double(counters.confidences)))
      }
      return summaries.sorted { Self.precedes(($0.label, $0.predicted), ($1.label, $1.predicted)) }
    }
  }

  /// The kept counters for each combination of labels in a slice.
  private func kept(of slice: Slice, in database: Database) throws -> [SliceCounters] {
    let select = try DirectStatement(
      """
      SELECT \(SliceCounters.columns.list) FROM slice
      WHERE \(slice.scoring.sliceCondition) AND gold >= 0 AND predicted >= 0 AND ? IN (\(Slice.any), gold) AND ? IN (\(Slice.any), predicted)
      """, in: database)
    select.bind(values: slice.gold, slice.predicted)
    var counters: [SliceCounters] = []
    while try select.step() { counters.append(try SliceCounters.sound(at: select)) }
    return counters
  }

  /// Counts the examples that pass a filter, by combination of labels. Confidences are summed as the same integers as in kept counters.
  private func counted(_ conditions: FilterConditions, in database: Database) throws -> [SliceCounters] {
    let select = try DirectStatement(
      """
      SELECT coalesce(label, \(Slice.without)), coalesce(predicted, \(Slice.without)), count(*), count(confidence),
        coalesce(sum(fixed_point(confidence)), 0)
      FROM example NOT INDEXED \(conditions.sql) GROUP BY 1, 2
      """, in: database)
    conditions.bind(to: select)
    var counters: [SliceCounters] = []
    while try select.step() {
      var cells = select.cells()
      counters.append(
        SliceCounters(
          gold: cells.next(), predicted: cells.next(), examples: cells.next(), confidences: cells.next(), confidenceTotal: cells.next()))
    }
    return counters
  }

  /// Compares by the bytes of the names; missing names come last.
  private static func precedes(_ left: (String?, String?), _ right: (String?, String?)) -> Bool {
    for (one, other) in [(left.0, right.0), (left.1, right.1)] where one.map(ExactString.init) != other.map(ExactString.init) {
      guard let one else { return false }
      return other.map { ExactString(one) < ExactString($0) } ?? true
    }
    return false
  }

  /// The gold labels that occur, sorted by their bytes; labels with damaged names are left out.
  /// - Throws: `StoreError` where the file cannot be read.
  public func labels() throws -> [String] {
    try labels("SELECT gold FROM slice WHERE method = 0 AND class = 0 AND predicted = \(Slice.any) AND gold > 0")
  }

  /// The labels that a model can predict: its classes in order, then any other predicted labels.
  /// - Throws: `StoreError` where the file cannot be read.
  public func predictedLabels() throws -> [String] {
    let predicted = try labels("SELECT predicted FROM slice WHERE method = 0 AND class = 0 AND gold = \(Slice.any) AND predicted > 0")
    let known = Set(settings.labels.map(ExactString.init))
    return settings.labels + predicted.filter { !known.contains(ExactString($0)) }
  }

  /// The names of the labels whose ids the statement returns, sorted by their bytes; damaged names are left out.
  private func labels(_ sql: String) throws -> [String] {
    try read { database in
      let labels = LabelNames(database, settings: settings)
      return try Int64.fetchAll(database, sql: sql).compactMap(labels.soundName).map(ExactString.init).sorted().map(\.string)
    }
  }

  func names(_ sql: String) throws -> [String] {
    try read { database in
      let select = try DirectStatement(sql, in: database)
      var names: [String] = []
      while try select.step() { names.append(select.value()) }
      return names
    }
  }
}
