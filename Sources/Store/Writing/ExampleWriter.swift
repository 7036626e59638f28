import GRDB

/// Inserts examples and what they add to the totals, within one transaction.
struct ExampleWriter {
  private let database: Database
  private let run: RunID?
  private let settings: StoreSettings
  private let insertExample: DirectStatement
  private let insertMatrix: DirectStatement
  private let insertWindow: DirectStatement
  private let selectKey: DirectStatement
  private var removal: ExampleRemoval
  private var labels: LabelIDs
  private var totals = TotalsAccumulator()
  private var matrixTotals = MatrixTotals()
  private var nextKey: Int64
  /// What the run has written, whatever was removed.
  private var inserted = (examples: 0, truncated: 0, tokens: 0)

  /// - Parameters:
  ///   - database: Of this access.
  ///   - run: The run that examples are inserted by; nil where none are.
  ///   - settings: The store's.
  /// - Throws: What SQLite reports.
  init(_ database: Database, run: RunID?, settings: StoreSettings) throws {
    self.database = database
    self.run = run
    self.settings = settings
    selectKey = try DirectStatement(cached: "SELECT key FROM example WHERE id = ?", in: database)
    removal = try ExampleRemoval(database, settings: settings)
    labels = try LabelIDs(database, names: LabelNames(database, settings: settings))
    insertExample = try DirectStatement(
      cached: """
        INSERT INTO example (key, row, id, label, predicted, confidence, value, truncated, tokens, run, text, pair, kept, token_ids, offsets,
          scores, logits, checksum, content, windows, labels)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """, in: database)
    insertMatrix = try DirectStatement(
      cached: "INSERT INTO matrix (key, size, exponent, codec, checksum, payload) VALUES (?, ?, ?, ?, ?, ?)", in: database)
    insertWindow = try DirectStatement(
      cached: """
        INSERT INTO text_window (key, example, number, first, tokens, predicted, confidence, value, scores, logits, checksum)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """, in: database)
    // One after the other, so that each insertion appends to its tree: pages come out full, and none is written twice.
    nextKey = try Int64.fetchOne(database, sql: "SELECT key + windows FROM example ORDER BY key DESC LIMIT 1") ?? 1
  }

  /// Inserts an example and its matrices, and remembers what it adds to the totals.
  mutating func insert(_ example: EncodedExample) throws {
    guard let run else { preconditionFailure("examples are inserted by a run") }
    let fields = example.fields
    if example.replaces { try remove(id: fields.id) }
    let gold = try fields.label.map { try labels.id(of: $0) }
    let predicted = try fields.predicted.map { try labels.id(of: $0) }
    insertExample.bind(1, nextKey)
    insertExample.bind(2, fields.row)
    insertExample.bind(3, fields.id)
    insertExample.bind(4, gold)
    insertExample.bind(5, predicted)
    insertExample.bind(6, fields.confidence)
    insertExample.bind(7, fields.value)
    insertExample.bind(8, fields.isTruncated ? 1 : 0)
    insertExample.bind(9, fields.tokenCount)
    insertExample.bind(10, run.rawValue)
    insertExample.bind(11, fields.text)
    insertExample.bind(12, fields.pair)
    insertExample.bind(13, KeptColumns.pack(fields.kept, names: settings.columns.keep))
    insertExample.bind(14, fields.tokenIDs)
    insertExample.bind(15, fields.offsets)
    insertExample.bind(16, fields.scores)
    insertExample.bind(17, fields.logits)
    insertExample.bind(18, ExampleFields.checksum(example.checksum, run: run.rawValue))
    insertExample.bind(19, fields.content)
    insertExample.bind(20, fields.windows)
    insertExample.bind(21, fields.labels)
    do {
      try insertExample.run()
    } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
      throw StoreError("the store has an example '\(fields.id)' already")
    }
    for matrix in example.matrices { try insert(matrix, of: nextKey) }
    for (index, window) in example.windows.enumerated() { try insert(window, number: index + 1) }
    totals.add(example, labels: try labels(of: fields, gold: gold, predicted: predicted))
    nextKey += Int64(fields.windows)
    inserted.examples += 1
    inserted.tokens += fields.tokenCount
    inserted.truncated += fields.isTruncated ? 1 : 0
  }

  /// What totals count an example by; new labels are added to their table.
  private mutating func labels(of fields: ExampleFields, gold: Int64?, predicted: Int64?) throws -> TotalsAccumulator.Labels {
    guard let sets = LabelSets(settings) else {
      return TotalsAccumulator.Labels(gold: gold ?? Slice.without, predicted: predicted ?? Slice.without)
    }
    let golds = try fields.labels.flatMap(LabelSets.unpack).map { try $0.map { try labels.id(of: $0) } } ?? [gold ?? Slice.without]
    let logits = TokenBlobs.unpackFloats(fields.logits) ?? []
    return TotalsAccumulator.Labels(golds: golds, predicted: try sets.predicted(logits).map { try labels.id(of: $0) })
  }

  /// Removes the example of that id, if there is one.
  private mutating func remove(id: String) throws {
    selectKey.bind(1, id)
    let key = try selectKey.step() ? selectKey.integer(0) : nil
    selectKey.reset()
    if let key { try remove(key: key) }
  }

  /// Removes the example of that key with all that belongs to it, and remembers what the totals lose.
  mutating func remove(key: Int64) throws {
    let removed = try removal.remove(key: key)
    totals.subtract(removed.example, labels: removed.labels)
    for (codec, lost) in removed.matrices { matrixTotals.add((-lost.matrices, -lost.values, -lost.bytes), codec: codec) }
  }

  /// Inserts a window of the example whose key is `nextKey`, and its matrices.
  private mutating func insert(_ window: EncodedWindow, number: Int) throws {
    let (record, key) = (window.record, nextKey + Int64(number - 1))
    let row = WindowRow(number: number, record: record)
    insertWindow.bind(1, key)
    insertWindow.bind(2, nextKey)
    insertWindow.bind(3, number)
    insertWindow.bind(4, record.first)
    insertWindow.bind(5, record.scores.count)
    insertWindow.bind(6, try record.predicted.map { try labels.id(of: $0) })
    insertWindow.bind(7, record.confidence)
    insertWindow.bind(8, record.value)
    insertWindow.bind(9, row.scores)
    insertWindow.bind(10, row.logits)
    insertWindow.bind(11, row.checksum)
    try insertWindow.run()
    for matrix in window.matrices { try insert(matrix, of: key) }
  }

  private mutating func insert(_ matrix: EncodedMatrix, of key: Int64) throws {
    insertMatrix.bind(1, MatrixKey.key(example: key, layer: matrix.layer))
    insertMatrix.bind(2, matrix.size)
    insertMatrix.bind(3, matrix.exponent)
    insertMatrix.bind(4, matrix.codec)
    insertMatrix.bind(5, matrix.checksum)
    insertMatrix.bind(6, matrix.payload)
    try insertMatrix.run()
    matrixTotals.add(size: matrix.size, codec: matrix.codec, bytes: matrix.payload.count)
  }

  /// Adds to the totals what the examples inserted since the beginning come to. To be called once, last.
  func finish() throws {
    try TotalsWriter(database).add(totals)
    try matrixTotals.write(to: database)
    guard let run else { return }
    let statement = try DirectStatement(
      cached: "UPDATE run SET examples = examples + ?, truncated = truncated + ?, tokens = tokens + ? WHERE id = ?", in: database)
    statement.bind(1, inserted.examples)
    statement.bind(2, inserted.truncated)
    statement.bind(3, inserted.tokens)
    statement.bind(4, run.rawValue)
    try statement.run()
    try RowChecksum.Table.run.seal(run.rawValue, in: database)
  }
}
