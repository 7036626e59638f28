import Foundation
import GRDB
import Support

// MARK: - Reads: the whole

extension AttributionStore {
  /// What the store holds. Takes the same time however many examples there are.
  /// - Throws: `StoreError` where the file cannot be read.
  public func summary() throws -> StoreSummary {
    try read { database in
      let counts = try DirectStatement(
        "SELECT \(SliceCounters.columns) FROM slice WHERE gold = \(Slice.any) AND predicted = \(Slice.any)", in: database)
      defer { counts.reset() }
      let all = try counts.step() ? SliceCounters(at: counts) : nil
      let matrices = try DirectStatement("SELECT codec, matrix_values, bytes FROM matrix_total ORDER BY codec", in: database)
      var (values, bytes) = (0, 0)
      var codecs: [String] = []
      var error = 0.0
      while try matrices.step() {
        let codec = MatrixCodec(rawValue: matrices.int(0))
        values &+= matrices.int(1)
        bytes &+= matrices.int(2)
        codecs.append(codec?.name ?? "codec \(matrices.int(0))")
        error = max(error, codec?.maxRelativeError ?? 0)
      }
      return StoreSummary(
        settings: settings, schemaVersion: try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0,
        examples: all?.examples ?? 0, tokens: all?.tokens ?? 0, truncated: all?.truncated ?? 0,
        matrixValues: values, matrixBytes: bytes, codecs: codecs, maxRelativeError: error, fileBytes: file.bytes,
        labels: try labelSummaries(), runs: try runs(database))
    }
  }

  /// A hash over all content, equal for equal content however it was written; `schema/README.md` says what it is made of. Reads the whole file.
  /// - Returns: 64 hexadecimal digits.
  /// - Throws: `StoreError` where the file cannot be read.
  public func digest() throws -> String {
    try read { try StoreDigest($0).text }
  }

  private func runs(_ database: Database) throws -> [RunInfo] {
    let select = try DirectStatement(
      """
      SELECT tool_version, backend, instruction_set, corpus, workers, started_at, finished_at, interrupted, examples, skipped, failed,
        truncated, tokens, audit
      FROM run ORDER BY id
      """, in: database)
    var runs: [RunInfo] = []
    while try select.step() {
      runs.append(
        RunInfo(
          toolVersion: select.text(0), backend: select.text(1), instructionSet: select.text(2), corpus: select.text(3),
          workers: select.int(4), startedAt: Date(timeIntervalSince1970: select.double(5)),
          finishedAt: select.doubleIfAny(6).map(Date.init(timeIntervalSince1970:)), isInterrupted: select.integer(7) != 0,
          examples: select.int(8), skipped: select.int(9), failed: select.int(10), truncated: select.int(11), tokens: select.int(12),
          audit: select.textIfAny(13).flatMap { try? JSONDecoder().decode(RunInfo.Audit.self, from: Data($0.utf8)) }))
    }
    return runs
  }

  /// Each combination of gold and predicted label that occurs among some examples, sorted by the names' bytes, missing ones last. Where the filter
  /// names labels only, from kept counters; else in one scan.
  ///
  /// With sets of labels, an example counts in each pair of a gold and a predicted label, of which only those that the filter asks for are listed; a label is
  /// missing where the set is empty, or not known.
  /// - Parameter filter: Which examples; its order, offset and limit play no part.
  /// - Returns: The combinations.
  /// - Throws: `StoreError` where the file cannot be read.
  public func labelSummaries(_ filter: ExampleFilter = ExampleFilter()) throws -> [LabelSummary] {
    try read { database in
      guard let conditions = try FilterConditions(filter, in: database, settings: settings) else { return [] }
      if conditions.slice == nil, LabelSets(settings) != nil {
        return try labelPairs(conditions, in: database).sorted { Self.precedes(($0.label, $0.predicted), ($1.label, $1.predicted)) }
      }
      let select: DirectStatement
      if let slice = conditions.slice {
        select = try DirectStatement(
          """
          SELECT gold, predicted, examples, confidences, confidence_total, \(SliceCounters.columns) FROM slice
          WHERE gold >= 0 AND predicted >= 0 AND ? IN (\(Slice.any), gold) AND ? IN (\(Slice.any), predicted)
          """, in: database)
        select.bind(1, slice.gold)
        select.bind(2, slice.predicted)
      } else {
        // Confidences are added up in the same integers as in the counters.
        select = try DirectStatement(
          """
          SELECT coalesce(label, \(Slice.without)), coalesce(predicted, \(Slice.without)), count(*), count(confidence),
            coalesce(sum(fixed_point(confidence)), 0)
          FROM example NOT INDEXED \(conditions.sql) GROUP BY 1, 2
          """, in: database)
        conditions.bind(to: select)
      }
      let labels = LabelNames(database, settings: settings)
      var summaries: [LabelSummary] = []
      while try select.step() {
        if conditions.slice != nil { _ = try SliceCounters(at: select, from: 5) }
        let confidences = select.int(3)
        summaries.append(
          LabelSummary(
            label: try labels.name(inSlice: select.integer(0)), predicted: try labels.name(inSlice: select.integer(1)),
            examples: select.int(2),
            meanConfidence: confidences == 0 ? nil : FixedPoint.double(select.integer(4)) / Double(confidences)))
      }
      return summaries.sorted { Self.precedes(($0.label, $0.predicted), ($1.label, $1.predicted)) }
    }
  }

  /// By the names' bytes, missing ones last.
  private static func precedes(_ left: (String?, String?), _ right: (String?, String?)) -> Bool {
    for (one, other) in [(left.0, right.0), (left.1, right.1)] where one.map(ExactString.init) != other.map(ExactString.init) {
      guard let one else { return false }
      return other.map { ExactString(one) < ExactString($0) } ?? true
    }
    return false
  }

  /// The gold labels that occur, sorted by their bytes; without those whose names are damaged.
  /// - Throws: `StoreError` where the file cannot be read.
  public func labels() throws -> [String] {
    try labels("SELECT gold FROM slice WHERE predicted = \(Slice.any) AND gold > 0")
  }

  /// The labels that can be asked for as predicted: the model's in order, then any others.
  /// - Throws: `StoreError` where the file cannot be read.
  public func predictedLabels() throws -> [String] {
    let predicted = try labels("SELECT predicted FROM slice WHERE gold = \(Slice.any) AND predicted > 0")
    let known = Set(settings.labels.map(ExactString.init))
    return settings.labels + predicted.filter { !known.contains(ExactString($0)) }
  }

  /// The names of the labels whose ids the statement answers, sorted by their bytes; damaged ones are left out.
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
      while try select.step() { names.append(select.text(0)) }
      return names
    }
  }
}
