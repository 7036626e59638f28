import GRDB
import Support

/// Two stores have an example of this id.
struct RepeatedExample: Error {
  let id: String
}

/// Copies the examples of a store, with all that belongs to them, behind those of a merged store. Each row is compared with its checksum.
struct MergedExamples {
  private let source: Database
  private let target: Database
  private let names: MergedNames
  private let reader: ExampleReader
  private let insertExample: DirectStatement
  private let insertWindow: DirectStatement
  private let insertScores: DirectStatement
  private let insertMatrix: DirectStatement
  private var windows: PartCursor<WindowFields>
  private var scores: PartCursor<ScoreFields>
  private var matrices: PartCursor<MatrixFields>
  /// What a key of the source is less than the same example's in the target.
  private let shift: Int64
  /// Numbers of the matrices by codec.
  private var totals: [Int: MatrixTotal] = [:]
  /// Numbers of examples with scores in rows of their own, by method and class.
  private var scored: [Scoring: Int] = [:]
  private var examples = 0

  /// - Throws: Errors of SQLite.
  init(from source: Database, settings: StoreSettings, to target: Database, names: MergedNames) throws {
    (self.source, self.target, self.names) = (source, target, names)
    reader = try ExampleReader(source, settings: settings)
    insertExample = try DirectStatement(ExampleFields.insertion, in: target)
    insertWindow = try DirectStatement(WindowFields.insertion, in: target)
    insertScores = try DirectStatement(ScoreFields.insertion, in: target)
    insertMatrix = try DirectStatement(MatrixFields.insertion, in: target)
    windows = try PartCursor(source, factor: 1)
    scores = try PartCursor(source, factor: ScoreKey.numbers)
    matrices = try PartCursor(source, factor: Int64(MatrixKey.places))
    let next = try Int64.fetchOne(target, sql: "SELECT key + windows FROM example ORDER BY key DESC LIMIT 1") ?? 1
    shift = next - (try Int64.fetchOne(source, sql: "SELECT min(key) FROM example") ?? 1)
  }

  /// Copies all examples, in the order of writing, so that each insertion appends to its tree.
  /// - Parameter onExample: Called after each example.
  /// - Throws: `StoreError` where a row is damaged, or counters disagree with the rows; `SQLITE_CONSTRAINT` where the target has the id of an
  ///   example, and other errors of SQLite.
  mutating func copy(onExample: () throws -> Void) throws {
    let select = try DirectStatement("SELECT \(ExampleReader.columns) FROM example ORDER BY key", in: source)
    var last = Int64.min
    while try select.step() {
      let fields = try reader.fields(at: select)
      guard ScoreKey.examples ~= fields.key, ScoreKey.examples ~= fields.key + shift, fields.key > last, fields.windows >= 1 else {
        throw ExampleReader.damage(fields.id)
      }
      last = fields.key + Int64(fields.windows - 1)
      try insert(fields)
      try copyParts(of: fields, through: last)
      examples += 1
      try onExample()
    }
    try windows.finish()
    try scores.finish()
    try matrices.finish()
    try compareCounters()
  }

  private func insert(_ example: ExampleFields) throws {
    var fields = example
    fields.key += shift
    fields.label = try names.label(fields.label)
    fields.predicted = try names.label(fields.predicted)
    let run = try names.run(fields.run)
    // The checksum covers the number of the run, except in a row that version 1 wrote.
    if fields.content == nil {
      fields.run = run
    } else {
      fields.run = nil
      fields.checksum = fields.sum
      fields.complete(run: run)
    }
    fields.bind(to: insertExample)
    do { try insertExample.run() } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
      throw RepeatedExample(id: fields.id)
    }
  }

  private mutating func copyParts(of example: ExampleFields, through last: Int64) throws {
    let damage = ExampleReader.damage(example.id)
    let (shift, names, first) = (shift, names, example.key)
    var count = 0
    try windows.forEach(from: first, through: last) { [insertWindow] row in
      var row = row
      row.predicted.name = try names.name(ifAny: row.predicted.id)
      guard row.sum == row.checksum, row.example == first else { throw damage }
      row.key += shift
      row.example += shift
      row.predicted = try names.label(row.predicted)
      row.bind(to: insertWindow)
      try insertWindow.run()
      count += 1
    }
    guard count == (example.windows > 1 ? example.windows : 0) else { throw damage }
    var found: [Scoring] = []
    try scores.forEach(from: first, through: last) { [insertScores] row in
      guard row.sum == row.checksum else { throw damage }
      if row.window == 0 { found.append(row.scoring) }
      var row = row
      row.key += shift * ScoreKey.numbers
      row.bind(to: insertScores)
      try insertScores.run()
    }
    for scoring in found { scored[scoring, default: 0] += 1 }
    var added: [Int: MatrixTotal] = [:]
    try matrices.forEach(from: first, through: last) { [insertMatrix] row in
      guard row.sum(at: MatrixKey.place(of: row.key)) == row.checksum else { throw damage }
      var row = row
      row.key += shift * Int64(MatrixKey.places)
      row.bind(to: insertMatrix)
      try insertMatrix.run()
      added[row.codec, default: MatrixTotal(codec: row.codec)].add(size: row.size, bytes: row.payload.count)
    }
    for (codec, total) in added { totals[codec, default: MatrixTotal(codec: codec)].add(total) }
  }

  /// Compares the numbers of copied rows with the counters of the source, which reveals rows that are missing.
  private func compareCounters() throws {
    func damage(_ table: String) -> StoreError {
      StoreError("table \(table) has other rows than were written: globenc-index repair drops the examples concerned", kind: .damaged)
    }
    let select = try DirectStatement(
      "SELECT \(SliceCounters.columns.list) FROM slice WHERE gold = \(Slice.any) AND predicted = \(Slice.any)", in: source)
    var (counted, counters) = (0, [Scoring: Int]())
    while try select.step() {
      let row = try SliceCounters.sound(at: select)
      if row.slice.scoring == .inRow { counted = row.examples } else { counters[row.slice.scoring] = row.examples }
    }
    guard counted == examples else { throw damage("example") }
    guard counters.filter({ $0.value != 0 }) == scored else { throw damage("score") }
    let stored = try DirectStatement("SELECT \(MatrixTotal.columns.list) FROM matrix_total", in: source)
    var rest = totals
    while try stored.step() {
      let row = MatrixTotal(at: stored)
      guard let own = rest.removeValue(forKey: row.codec), (own.matrices, own.values, own.bytes) == (row.matrices, row.values, row.bytes)
      else { throw damage("matrix") }
    }
    guard rest.isEmpty else { throw damage("matrix") }
  }

  /// Adds the numbers of the copied matrices to the target's.
  func addMatrixTotals() throws {
    var added = MatrixTotals()
    for total in totals.values { added.add((total.matrices, total.values, total.bytes), codec: total.codec) }
    try added.write(to: target)
  }
}

extension MatrixTotal {
  fileprivate mutating func add(size: Int, bytes: Int) {
    matrices &+= 1
    values &+= size &* size
    self.bytes &+= bytes
  }

  fileprivate mutating func add(_ other: MatrixTotal) {
    matrices &+= other.matrices
    values &+= other.values
    bytes &+= other.bytes
  }
}
