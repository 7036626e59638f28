import GRDB
import Schema

// MARK: - Reads: verification

extension AttributionStore {
  /// The result of a verification.
  public struct Verification: Sendable, Equatable {
    /// Number of sound examples, whose matrices are all sound.
    public var examples = 0
    /// Number of matrices of sound examples.
    public var matrices = 0
    /// Whether the totals were compared with a recount, which requires that every example is sound.
    public var recounted = false
    /// Number of damages.
    public var damages = 0

    /// Creates the result of a verification that has checked nothing.
    public init() {}
  }

  /// Verifies the whole store: SQLite's own check, the schema, the checksum, shapes and numbers of each record, and the totals. In constant
  /// memory.
  /// - Parameters:
  ///   - onProgress: Called after each example with the number of examples so far.
  ///   - onDamage: Called for each damage when it is found.
  /// - Returns: The result.
  /// - Throws: `StoreError` where the file cannot be read at all; errors of the closures.
  public func verify(onProgress: (Int) throws -> Void = { _ in }, onDamage: (Damage) throws -> Void) throws -> Verification {
    try read { database in
      var outcome = Verification()
      func report(_ damage: Damage) throws {
        outcome.damages += 1
        try onDamage(damage)
      }
      /// Runs a part of the verification. An error of SQLite in it is a damage, and the next part runs.
      func part(_ table: String?, _ body: () throws -> Void) throws {
        do { try body() } catch let error as DatabaseError where error.isOfContent {
          let place = table.map { "table \($0)" } ?? "the file's structure"
          try report(Damage(table: table, "\(place): cannot be read any further: \(file.describe(error))"))
        }
      }
      try part(nil) { for damage in try IntegrityCheck.damages(in: database) { try report(damage) } }
      try part(nil) {
        let version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
        for damage in try SchemaCheck.differences(in: database, version: min(version, Schema.version)) { try report(damage) }
      }
      try part("label") { for damage in try LabelCheck.damages(in: database, settings: settings) { try report(damage) } }

      try part("token") { try RowCheck.forEachDamage(of: PieceFields.self, in: database, report) }
      try part("run") { try RowCheck.forEachDamage(of: RunFields.self, in: database, report) }
      try part("evaluation") { try RowCheck.forEachDamage(of: EvaluationFields.self, in: database, report) }
      try part("shard") {
        do { _ = try ShardRow.read(in: database) } catch let error as StoreError {
          try report(Damage(table: "shard", "table shard: \(error)"))
        }
      }

      var recount = Recount()
      var runs: [Int64: Int] = [:]
      var (seen, unsound) = (0, 0)
      try part("example") {
        var scan = try RecordScan(database, settings: settings)
        let lost = try scan.forEach { finding in
          for damage in finding.damages + finding.unreachable { try report(damage) }
          if finding.damages.isEmpty, let example = finding.example, let scores = finding.scores {
            outcome.examples += 1
            outcome.matrices += finding.matrices.count
            if let run = finding.run { runs[run, default: 0] += 1 }
            recount.add(example, scores: scores, labels: finding.labels)
            for matrix in finding.matrices { recount.add(matrixOf: matrix.size, codec: matrix.codec, bytes: matrix.bytes) }
          } else {
            unsound += 1
          }
          seen += 1
          try onProgress(seen)
        }
        for damage in lost { try report(damage) }
        unsound += lost.count
      }
      try part("run") { try RowCheck.forEachMissingRun(among: runs, in: database, report) }
      try part("text_window") { try forEachStray(.window, in: database, report) }
      try part("matrix") { try forEachStray(.matrix, in: database, report) }
      try part("score") { try forEachStray(.scores, in: database, report) }
      try part("token_total") { try TotalsCheck.forEachDamage(in: database, report) }
      // With an example that cannot be counted, every total would differ; reporting them would add nothing.
      guard unsound == 0 else { return outcome }
      try part("token_total") {
        for damage in try recount.differences(in: database, settings: settings) { try report(damage) }
        outcome.recounted = true
      }
      return outcome
    }
  }

  /// Parts of examples with rows of their own.
  private enum Part {
    case window, matrix, scores

    /// The table, the name of a row in messages, and the SQL for the key of the row's example or window.
    var place: (table: String, name: String, owner: String) {
      switch self {
      case .window: ("text_window", "window", "text_window.key")
      case .matrix: ("matrix", "matrix", MatrixKey.owner)
      case .scores: ("score", "row of scores", ScoreKey.owner)
      }
    }
  }

  /// Reports rows that belong to no example.
  private func forEachStray(_ part: Part, in database: Database, _ body: (Damage) throws -> Void) throws {
    let (table, name, owner) = part.place
    let isOwned =
      switch part {
      case .window: "EXISTS (SELECT 1 FROM example WHERE example.key = text_window.example)"
      case .matrix, .scores:
        """
        (EXISTS (SELECT 1 FROM example WHERE example.key = \(owner)) OR EXISTS (SELECT 1 FROM text_window WHERE text_window.key = \(owner)))
        """
      }
    let select = try DirectStatement("SELECT key FROM \(table) WHERE NOT \(isOwned)", in: database)
    while try select.step() {
      try body(Damage(table: table, "table \(table): the \(name) \(select.value(Int64.self)) belongs to no example"))
    }
  }
}

extension DatabaseError {
  /// Whether the error is due to the file's content, rather than to the disk, memory or another process.
  var isOfContent: Bool {
    [.SQLITE_CORRUPT, .SQLITE_ERROR, .SQLITE_MISMATCH, .SQLITE_TOOBIG, .SQLITE_NOTADB, .SQLITE_FORMAT].contains(resultCode)
  }
}
