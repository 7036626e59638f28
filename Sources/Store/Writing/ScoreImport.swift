import GRDB
import Support

/// A transaction that gives examples the scores of a method of another program; it lasts while the closure runs that receives it.
public struct ScoreImport: ~Copyable {
  /// Number of rows between two additions to the totals, so that memory does not grow with the import.
  private static let batch = 20_000

  /// Number of examples that have got scores.
  public private(set) var examples = 0

  private let database: Database
  private let settings: StoreSettings
  private let entry: StoredMethods.Entry
  private let form: ExampleForm
  private let select: DirectStatement
  private let selectOwn: DirectStatement
  private let selectLast: DirectStatement
  private let insert: DirectStatement
  private var reader: ExampleReader
  private let labels: LabelIDReader
  private var totals = TotalsAccumulator()
  private var pending = 0

  /// - Parameters:
  ///   - database: The connection, within a transaction.
  ///   - settings: The store's settings, with the method.
  ///   - entry: The method, one of the settings'.
  /// - Throws: Errors of SQLite.
  init(_ database: Database, settings: StoreSettings, entry: StoredMethods.Entry) throws {
    // A value that is not copied must not be half made when an error is thrown.
    let select = try DirectStatement(
      "SELECT \(ExampleReader.columns), \(LabelIDReader.columns) FROM example WHERE example.id = ?", in: database)
    let selectOwn = try DirectStatement("SELECT class FROM score WHERE key BETWEEN ? AND ? AND window = 0 AND method = ?", in: database)
    let selectLast = try DirectStatement("SELECT max(key) FROM score WHERE key BETWEEN ? AND ?", in: database)
    let insert = try DirectStatement(ScoreFields.insertion, in: database)
    let reader = try ExampleReader(database, settings: settings)
    (self.database, self.settings, self.entry) = (database, settings, entry)
    form = ExampleForm(settings, salt: 0)
    (self.select, self.selectOwn, self.selectLast, self.insert) = (select, selectOwn, selectLast, insert)
    self.reader = reader
    labels = LabelIDReader(database, settings: settings)
  }

  /// Gives an example scores.
  /// - Parameters:
  ///   - id: The id of the example.
  ///   - className: The class that signed scores explain; nil without a sign, and for a model without classes.
  ///   - scores: The scores; of a method without sign, numbers from 0, which the import divides by their sum. `[T]`
  ///   - logit: The logit that signed scores and their bias add up to; nil for the stored logit of the class.
  /// - Throws: `StoreError` where there is no such example or class, where the scores are not of the example's tokens, no numbers or too
  ///   large, or where the example has such scores already; errors of SQLite.
  public mutating func add(id: String, className: String?, scores: [Double], logit: Double? = nil) throws {
    select.bind(values: id)
    defer { select.reset() }
    guard try select.step() else { throw StoreError("the store has no example '\(id)'", kind: .notFound) }
    let fields = try reader.fields(at: select, known: id)
    guard ScoreKey.examples ~= fields.key else { throw ExampleReader.damage(id) }
    let example = try reader.example(of: fields, known: id)
    guard scores.count == fields.tokenCount else {
      let special = example.tokens.count(where: \.isSpecial)
      throw StoreError(
        "example '\(id)' has \(fields.tokenCount) tokens, of which \(special) are special ones, which count; \(scores.count) scores are given",
        kind: .refused)
    }
    let result = try result(for: example, className, scores, logit)
    guard let packed = PackedScores(result, window: 0, form: form) else { preconditionFailure("scores for the row of an example") }
    try write(packed.fields, of: fields.key, id: id)
    let sums = TextSums(of: example.tokens, scores: packed.stored, words: example.words)
    let labels = try labels.labels(at: select, from: ExampleReader.columnCount)
    totals.add(sums, key: TotalsAccumulator.Key(scoring: packed.fields.scoring, labels: labels), TotalsAccumulator.Counters(example))
    try countRow()
  }

  /// The scores as a store has them.
  private func result(for example: Example, _ className: String?, _ scores: [Double], _ logit: Double?) throws -> AttributionResult {
    guard (scores + [logit ?? 0]).allSatisfy(\.isFinite) else {
      throw StoreError("a score of example '\(example.id)', or its logit, is NaN or infinite", kind: .refused)
    }
    guard entry.method.isSigned else {
      guard scores.allSatisfy({ $0 >= 0 }) else {
        throw StoreError("a score of example '\(example.id)' is negative, which is for scores with a sign", kind: .refused)
      }
      // Divided by the largest first: the sum of huge numbers is none.
      let largest = scores.max() ?? 0
      let parts = scores.map { largest > 0 ? $0 / largest : 0 }
      let sum = parts.reduce(0, +)
      return AttributionResult(entry.method, scores: parts.map { sum > 0 ? Float($0 / sum) : 0 })
    }
    let classes = settings.explainedClasses
    let index = className.flatMap { name in settings.labels.firstIndex { ExactString($0) == ExactString(name) } }
    guard classes.isEmpty ? className == nil : index != nil else {
      throw StoreError(
        classes.isEmpty
          ? "the model has no classes, so none is called '\(className ?? "")'"
          : "the model has no class '\(className ?? "")': it has \(classes.map { "'\($0)'" }.joined(separator: ", "))", kind: .notFound)
    }
    guard scores.allSatisfy({ $0.magnitude <= Double(FixedPoint.largestScore) }) else {
      throw StoreError(
        "a score of example '\(example.id)' is beyond \(Int(FixedPoint.largestScore)), more than a store holds", kind: .refused)
    }
    let number = index ?? 0
    guard let logit = logit ?? (example.logits.indices.contains(number) ? Double(example.logits[number]) : nil) else {
      throw StoreError("the store has no logit of example '\(example.id)', so that one has to be given with the scores", kind: .refused)
    }
    let rounded = scores.map { Float($0) }
    return AttributionResult(
      entry.method, className: className, scores: rounded, bias: logit - rounded.reduce(0) { $0 + Double($1) }, logit: logit)
  }

  private mutating func write(_ scores: ScoreFields, of key: Int64, id: String) throws {
    let bounds = ScoreKey.bounds(from: key, through: key)
    selectOwn.bind(values: bounds.first, bounds.last, entry.id)
    defer { selectOwn.reset() }
    var isFirst = true
    while try selectOwn.step() {
      guard selectOwn.value(Int64.self) != scores.className else {
        throw StoreError("the scores of example '\(id)' are given twice\(scores.className == 0 ? "" : " for one class")", kind: .refused)
      }
      isFirst = false
    }
    selectLast.bind(values: bounds.first, bounds.last)
    defer { selectLast.reset() }
    let last = try selectLast.step() ? selectLast.value(Int64?.self) : nil
    var fields = scores
    fields.key = last.map { $0 + 1 } ?? bounds.first
    guard fields.key <= bounds.last else { throw StoreError("example '\(id)' has as many scores as a store can number", kind: .refused) }
    fields.bind(to: insert)
    try insert.run()
    if isFirst { examples += 1 }
  }

  /// Removes all scores by the method, and subtracts them from the totals.
  mutating func removeAll() throws {
    let next = try DirectStatement(
      "SELECT \(ScoreFields.columns.list) FROM score WHERE method = ? AND key > ? ORDER BY key LIMIT 512", in: database)
    let select = try DirectStatement(
      "SELECT \(ExampleReader.columns), \(LabelIDReader.columns) FROM example WHERE example.key = ?", in: database)
    let delete = try DirectStatement("DELETE FROM score WHERE key = ?", in: database)
    var last = Int64.min
    while true {
      next.bind(values: entry.id, last)
      var rows: [ScoreFields] = []
      while try next.step() { rows.append(ScoreFields(at: next)) }
      next.reset()
      guard let end = rows.last?.key else { return }
      last = end
      for row in rows {
        select.bind(values: row.key >> 20)
        defer { select.reset() }
        guard try select.step() else { continue }
        let example = try reader.example(at: select)
        guard let scores = row.soundScores(count: example.tokens.count) else { throw ExampleReader.damage(example.id) }
        let key = TotalsAccumulator.Key(scoring: row.scoring, labels: try labels.labels(at: select, from: ExampleReader.columnCount))
        totals.subtract(
          TextSums(of: example.tokens, scores: scores, words: example.words), key: key, TotalsAccumulator.Counters(example))
        delete.bind(values: row.key)
        try delete.run()
        try countRow()
      }
    }
  }

  private mutating func countRow() throws {
    pending += 1
    if pending == Self.batch { try finish() }
  }

  /// Adds the sums to the totals. Call it at the end.
  mutating func finish() throws {
    try TotalsWriter(database).add(totals)
    (totals, pending) = (TotalsAccumulator(), 0)
  }
}
