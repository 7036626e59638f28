import GRDB

// MARK: - Reads: a sample of a run

extension AttributionStore {
  /// Calls `body` with examples of one run, spread evenly over their order in the corpus: the same ones however the run was divided among
  /// threads. In constant memory.
  /// - Parameters:
  ///   - run: The run that wrote them.
  ///   - count: How many; all where the run wrote no more.
  ///   - body: Takes an example; false ends the iteration.
  /// - Throws: `StoreError` where the file cannot be read or a record is damaged; what `body` throws.
  public func forEachExample(of run: RunID, sampling count: Int, _ body: (StoredExample) throws -> Bool) throws {
    try read { database in
      let total = try DirectStatement("SELECT count(*) FROM example WHERE run = ?", in: database)
      total.bind(1, run.rawValue)
      defer { total.reset() }
      let examples = try total.step() ? total.int(0) : 0
      let wanted = min(count, examples)
      let keys = try DirectStatement("SELECT key FROM example WHERE run = ? ORDER BY row, id", in: database)
      keys.bind(1, run.rawValue)
      let select = try DirectStatement(
        "SELECT \(ExampleReader.columns) FROM \(ExampleReader.tables) WHERE example.key = ?", in: database)
      var reader = try ExampleReader(database, keptNames: settings.columns.keep)
      var (place, taken) = (0, 0)
      while taken < wanted, try keys.step() {
        defer { place += 1 }
        // The middle of each of `wanted` equal parts.
        guard place == (2 * taken + 1) * examples / (2 * wanted) else { continue }
        taken += 1
        select.bind(1, keys.integer(0))
        defer { select.reset() }
        guard try select.step(), try body(reader.example(at: select)) else { return }
      }
    }
  }
}
