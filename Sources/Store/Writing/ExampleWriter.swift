import GRDB
import Support

/// Inserts examples and adds them to the totals, within one transaction.
struct ExampleWriter {
  private let database: Database
  private let run: RunID?
  private let settings: StoreSettings
  private let insertExample: DirectStatement
  private let insertMatrix: DirectStatement
  private let insertWindow: DirectStatement
  private let insertScores: DirectStatement
  private let selectKey: DirectStatement
  private var removal: ExampleRemoval
  private let imported: ImportedRows
  private var labels: LabelIDs
  private var totals = TotalsAccumulator()
  private var matrixTotals = MatrixTotals()
  private var nextKey: Int64
  /// The counts of examples that the run has written, including removed ones.
  private var inserted = (examples: 0, truncated: 0, tokens: 0)

  /// - Parameters:
  ///   - database: The connection.
  ///   - run: The run that inserts examples; nil where none are inserted.
  ///   - settings: The store's settings.
  /// - Throws: Errors of SQLite.
  init(_ database: Database, run: RunID?, settings: StoreSettings) throws {
    self.database = database
    self.run = run
    self.settings = settings
    selectKey = try DirectStatement(cached: "SELECT key FROM example WHERE id = ?", in: database)
    removal = try ExampleRemoval(database, settings: settings)
    imported = try ImportedRows(database, settings: settings)
    labels = try LabelIDs(database, names: LabelNames(database, settings: settings))
    insertExample = try DirectStatement(cached: ExampleFields.insertion, in: database)
    insertMatrix = try DirectStatement(cached: MatrixFields.insertion, in: database)
    insertWindow = try DirectStatement(cached: WindowFields.insertion, in: database)
    insertScores = try DirectStatement(cached: ScoreFields.insertion, in: database)
    // Keys increase, so that each insertion appends to its tree: pages are full, and each is written once.
    nextKey = try Int64.fetchOne(database, sql: "SELECT key + windows FROM example ORDER BY key DESC LIMIT 1") ?? 1
  }

  /// Inserts an example and its matrices, and records its sums for the totals.
  mutating func insert(_ example: PackedExample) throws {
    guard let run else { preconditionFailure("examples are inserted by a run") }
    var fields = example.fields
    let kept = example.replaces ? try replace(fields) : nil
    fields.key = nextKey
    fields.label.id = try fields.label.name.map { try labels.id(of: $0) }
    fields.predicted.id = try fields.predicted.name.map { try labels.id(of: $0) }
    fields.kept.text = KeptColumns.pack(fields.kept.values, names: settings.columns.keep)
    fields.complete(run: run.rawValue)
    fields.bind(to: insertExample)
    do {
      try insertExample.run()
    } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
      throw StoreError("the store has an example '\(fields.id)' already", kind: .refused)
    }
    for matrix in example.matrices { try insert(matrix, of: nextKey) }
    for (number, scores) in example.scores.enumerated() { try insert(scores.fields, of: nextKey, number: number) }
    for (index, window) in example.windows.enumerated() {
      // The first window has the key of the example.
      try insert(window, number: index + 1, scoresFrom: index == 0 ? example.scores.count : 0)
    }
    let slices = try labels(of: fields)
    totals.add(example, labels: slices)
    if let kept {
      for (number, row) in kept.rows.enumerated() {
        try insert(row, of: nextKey, number: example.scores.count + (example.windows.first?.scores.count ?? 0) + number)
      }
      let counters = TotalsAccumulator.Counters(
        tokens: fields.tokenCount, confidence: example.confidence, isTruncated: fields.isTruncated)
      kept.add(to: &totals, labels: slices, counters)
    }
    nextKey += Int64(fields.windows)
    inserted.examples += 1
    inserted.tokens += fields.tokenCount
    inserted.truncated += fields.isTruncated ? 1 : 0
  }

  /// The labels by which totals count an example; new labels are added to the table.
  private mutating func labels(of fields: ExampleFields) throws -> SliceLabels {
    let gold = fields.label.id ?? Slice.without
    guard let sets = LabelSets(settings) else {
      return SliceLabels(gold: gold, predicted: fields.predicted.id ?? Slice.without)
    }
    let golds = try fields.labels.flatMap(LabelSets.unpack).map { try $0.map { try labels.id(of: $0) } } ?? [gold]
    let logits = TokenBlobs.unpackFloats(fields.logits) ?? []
    return SliceLabels(golds: golds, predicted: try sets.predicted(logits).map { try labels.id(of: $0) })
  }

  /// Removes the example that a row replaces, if there is one.
  /// - Returns: The imported scores that the example keeps, because its text has the same tokens; nil where there are none.
  private mutating func replace(_ fields: ExampleFields) throws -> ImportedRows.Kept? {
    selectKey.bind(values: fields.id)
    let key = try selectKey.step() ? selectKey.value(Int64.self) : nil
    selectKey.reset()
    guard let key else { return nil }
    let rows = try imported.rows(ofExample: key)
    return ImportedRows.Kept(rows, of: try remove(key: key), for: fields)
  }

  /// Removes the example with a key, with all its rows, and records the numbers to subtract from the totals.
  /// - Returns: The example.
  @discardableResult
  mutating func remove(key: Int64) throws -> Example {
    let removed = try removal.remove(key: key)
    totals.subtract(removed.example, scores: removed.scores, labels: removed.labels)
    for (codec, lost) in removed.matrices { matrixTotals.add((-lost.matrices, -lost.values, -lost.bytes), codec: codec) }
    return removed.example
  }

  /// Inserts a window of the example with key `nextKey`, with its matrices and scores; the numbers of its scores begin at `scoresFrom`.
  private mutating func insert(_ window: PackedWindow, number: Int, scoresFrom: Int) throws {
    let key = nextKey + Int64(number - 1)
    let predicted = try window.record.predicted.map { try labels.id(of: $0) }
    WindowFields(window.record, scores: window.inRow, number: number, predicted: predicted, key: key, example: nextKey).bind(
      to: insertWindow)
    try insertWindow.run()
    for matrix in window.matrices { try insert(matrix, of: key) }
    for (place, scores) in window.scores.enumerated() {
      var fields = scores.fields
      fields.window = number
      fields.checksum = fields.sum
      try insert(fields, of: key, number: scoresFrom + place)
    }
  }

  private func insert(_ scores: ScoreFields, of key: Int64, number: Int) throws {
    precondition(number < ScoreKey.numbers, "\(number) scores of one text")
    var fields = scores
    fields.key = ScoreKey.bounds(from: key, through: key).first + Int64(number)
    fields.bind(to: insertScores)
    try insertScores.run()
  }

  private mutating func insert(_ matrix: PackedMatrix, of key: Int64) throws {
    var fields = matrix.fields
    fields.key = MatrixKey.key(example: key, place: matrix.place)
    fields.bind(to: insertMatrix)
    try insertMatrix.run()
    matrixTotals.add(size: fields.size, codec: fields.codec, bytes: fields.payload.count)
  }

  /// Adds the sums of all insertions to the totals. Call it once, at the end.
  func finish() throws {
    try TotalsWriter(database).add(totals)
    try matrixTotals.write(to: database)
    guard let run else { return }
    let statement = try DirectStatement(
      cached: "UPDATE run SET examples = examples + ?, truncated = truncated + ?, tokens = tokens + ? WHERE id = ?", in: database)
    statement.bind(values: inserted.examples, inserted.truncated, inserted.tokens, run.rawValue)
    try statement.run()
    try RunFields.seal(run.rawValue, in: database)
  }
}
