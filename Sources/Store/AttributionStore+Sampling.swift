import GRDB
import Support

// MARK: - Reads: a sample of a run

extension AttributionStore {
  /// Calls `body` with a sample of a run's examples, spread evenly over the order of the corpus. The sample does not depend on the run's
  /// number of threads. In constant memory.
  /// - Parameters:
  ///   - run: The run that wrote the examples.
  ///   - count: Size of the sample; all examples where the run wrote fewer.
  ///   - body: Called with each example; false ends the iteration.
  /// - Throws: `StoreError` where the file cannot be read or a record is damaged; errors of `body`.
  public func forEachExample(of run: RunID, sampling count: Int, _ body: (Example) throws -> Bool) throws {
    try read { database in
      let total = try DirectStatement("SELECT count(*) FROM example WHERE run = ?", in: database)
      total.bind(values: run.rawValue)
      defer { total.reset() }
      let examples = try total.step() ? total.value(Int.self) : 0
      let wanted = min(count, examples)
      let keys = try DirectStatement("SELECT key FROM example WHERE run = ? ORDER BY row, id", in: database)
      keys.bind(values: run.rawValue)
      let select = try DirectStatement(
        "SELECT \(ExampleReader.columns) FROM example WHERE example.key = ?", in: database)
      var reader = try ExampleReader(database, settings: settings)
      var (place, taken) = (0, 0)
      while taken < wanted, try keys.step() {
        defer { place += 1 }
        // The middle of each of `wanted` equal parts.
        guard place == (2 * taken + 1) * examples / (2 * wanted) else { continue }
        taken += 1
        select.bind(values: keys.value(Int64.self))
        defer { select.reset() }
        guard try select.step(), try body(reader.example(at: select)) else { return }
      }
    }
  }

  /// Ids of a random sample of examples. The sample is a function of the random numbers and the examples, independent of the order of
  /// writing.
  /// - Parameters:
  ///   - count: Size of the sample; all examples where there are fewer.
  ///   - random: The source of random numbers.
  /// - Returns: The ids in the order of the corpus.
  /// - Throws: `StoreError` where the file cannot be read.
  public func exampleIDs(sampling count: Int, using random: inout some RandomNumberGenerator) throws -> [String] {
    try read { database in
      let total = try Int.fetchOne(database, sql: "SELECT count(*) FROM example") ?? 0
      var drawing = SequentialSample(count, of: total)
      let select = try DirectStatement("SELECT id FROM example ORDER BY row, id", in: database)
      var ids: [String] = []
      while !drawing.isComplete, try select.step() {
        if drawing.takes(using: &random) { ids.append(select.value()) }
      }
      return ids
    }
  }

  /// Calls `body` with the vocabulary id and the name of each piece that occurs. Damaged names, which `verify` reports, are left out.
  /// - Throws: `StoreError` where the file cannot be read; errors of `body`.
  public func forEachPiece(_ body: (Int, VocabularyPiece) throws -> Void) throws {
    try read { database in
      let names = try PieceNames(database)
      for id in try Int64.fetchAll(database, sql: "SELECT id FROM token ORDER BY id") {
        let piece: VocabularyPiece
        do { piece = try names.piece(id) } catch let error as StoreError where error.isDamage { continue }
        try body(Int(id), piece)
      }
    }
  }
}
