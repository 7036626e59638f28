import GRDB

/// Brings the records of runs into a repaired store: those that are sound as they are, and in place of others what the examples tell.
struct RunCopy {
  private struct Written {
    var examples = 0
    var truncated = 0
    var tokens = 0
  }

  private var runs: [Int64: Written] = [:]

  /// Takes an example that is kept into account.
  mutating func add(_ example: StoredExample, run: Int64) {
    var written = runs[run] ?? Written()
    written.examples += 1
    written.truncated += example.isTruncated ? 1 : 0
    written.tokens += example.tokens.count
    runs[run] = written
  }

  /// Writes the records. To be called once, when all examples are known.
  func write(from source: Database, to target: Database) throws {
    try RowCopy("run", where: RowChecksum.Table.run.isSound, from: source, to: target).run()
    let insert = try DirectStatement(
      """
      INSERT INTO run (id, tool_version, backend, instruction_set, corpus, workers, started_at, interrupted, examples, skipped,
        failed, truncated, tokens) VALUES (?, 'unknown', 'unknown', 'unknown', 'unknown', 0, 0, 0, ?, 0, 0, ?, ?)
      """, in: target)
    let missing = try Set(runs.keys).subtracting(Int64.fetchAll(target, sql: "SELECT id FROM run"))
    for (run, written) in runs where missing.contains(run) {
      insert.bind(1, run)
      insert.bind(2, written.examples)
      insert.bind(3, written.truncated)
      insert.bind(4, written.tokens)
      try insert.run()
      try RowChecksum.Table.run.seal(run, in: target)
    }
  }
}
