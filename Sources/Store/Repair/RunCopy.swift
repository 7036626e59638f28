import GRDB

/// Copies the records of runs into a repaired store. Damaged records are replaced by the counts of their examples.
struct RunCopy {
  private struct Written {
    var examples = 0
    var truncated = 0
    var tokens = 0
  }

  private var runs: [Int64: Written] = [:]

  /// Counts an example that is kept.
  mutating func add(_ example: Example, run: Int64) {
    var written = runs[run] ?? Written()
    written.examples += 1
    written.truncated += example.isTruncated ? 1 : 0
    written.tokens += example.tokens.count
    runs[run] = written
  }

  /// Writes the records. Call it once, after all examples.
  func write(from source: Database, to target: Database) throws {
    try RowCopy("run", where: RunFields.isSound, from: source, to: target).runWhereReadable()
    let insert = try DirectStatement(RunFields.insertion, in: target)
    let missing = try Set(runs.keys).subtracting(Int64.fetchAll(target, sql: "SELECT id FROM run"))
    for (run, written) in runs where missing.contains(run) {
      RunFields(id: run, examples: written.examples, truncated: written.truncated, tokens: written.tokens).bind(to: insert)
      try insert.run()
      try RunFields.seal(run, in: target)
    }
  }
}
