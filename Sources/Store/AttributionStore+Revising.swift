import GRDB
import Support

// MARK: - Writes: examples that are there already

extension AttributionStore {
  /// Number of examples that one transaction changes or removes.
  private static let batch = 512

  /// Removes examples with their matrices, and subtracts them from the totals. Works in several transactions, in constant memory.
  /// - Parameters:
  ///   - run: The run that removes the examples.
  ///   - isKept: Whether an example stays, by its key and the run that wrote it.
  /// - Returns: Number of removed examples.
  /// - Throws: `StoreError` where the file cannot be written to, or where the record of an example to remove is damaged; it names the
  ///   example.
  public func prune(run: RunID, keeping isKept: (_ key: Int64, _ writtenBy: RunID) -> Bool) throws -> Int {
    var (removed, last) = (0, Int64.min)
    while true {
      let keys = try read { database in
        let select = try DirectStatement(cached: "SELECT key, run FROM example WHERE key > ? ORDER BY key", in: database)
        select.bind(values: last)
        defer { select.reset() }
        var keys: [Int64] = []
        while keys.count < Self.batch, try select.step() {
          var cells = select.cells()
          last = cells.next()
          if !isKept(last, RunID(rawValue: cells.next())) { keys.append(last) }
        }
        return keys
      }
      guard !keys.isEmpty else { return removed }
      try write { database in
        var writer = try ExampleWriter(database, run: run, settings: settings)
        for key in keys { try writer.remove(key: key) }
        try writer.finish()
      }
      removed += keys.count
    }
  }

  /// Removes examples by their ids, with their matrices and windows, and subtracts them from the totals: all in one transaction, or none.
  ///
  /// Their data is overwritten in the file. The records of runs stay, because they state what was written.
  /// - Parameter ids: Ids. Unknown ids are ignored; a repeated id counts once.
  /// - Returns: Number of removed examples.
  /// - Throws: `StoreError` where the file cannot be written to, or where the record of an example to remove is damaged; it names the
  ///   example.
  public func remove(ids: [String]) throws -> Int {
    try writeWithoutTransaction { try $0.execute(sql: "PRAGMA secure_delete = ON") }
    return try write { database in
      let select = try DirectStatement(cached: "SELECT key FROM example WHERE id = ?", in: database)
      var keys: Set<Int64> = []
      for id in ids {
        select.bind(values: id)
        if try select.step() { keys.insert(select.value()) }
        select.reset()
      }
      var writer = try ExampleWriter(database, run: nil, settings: settings)
      for key in keys.sorted() { try writer.remove(key: key) }
      try writer.finish()
      return keys.count
    }
  }

  /// Gives examples the scores of a method of another program: all in one transaction, or none.
  ///
  /// The method is added to the store where it is new. The settings of this object stay as they are: open the store anew to read them.
  /// - Parameters:
  ///   - method: The method, without aggregate.
  ///   - replaces: Whether the scores replace those that an earlier import under the same name brought.
  ///   - body: Adds the scores; the transaction ends when it returns.
  /// - Throws: `StoreError` where the store has the method from elsewhere, or from an earlier import that is not to be replaced; where the
  ///   file cannot be written to; errors of `body`. In all cases nothing is changed.
  public func importScores(by method: Method, replacing replaces: Bool, _ body: (inout ScoreImport) throws -> Void) throws {
    try write { database in
      var settings = settings
      if let old = settings.methods.first(where: { $0.method.name == method.name }) {
        guard old.isImported else {
          throw StoreError("the store has scores by \(old.method) that were not imported: choose another name", kind: .refused)
        }
        guard replaces else {
          throw StoreError(
            "the store has imported scores by \(method): add --replace to import them anew, or choose another name", kind: .refused)
        }
        guard old.method.isSigned == method.isSigned else {
          throw StoreError(
            "the scores by \(method) in the store are \(old.method.isSigned ? "signed" : "unsigned"), and others cannot replace them: choose "
              + "another name", kind: .refused)
        }
      } else {
        settings.methods.append(.imported(method))
        if let objection = StoredMethods.objection(to: settings.methods) {
          throw StoreError("no store can have these methods: \(objection)", kind: .refused)
        }
        try SettingsRow.insert(settings.storedMethods.entries.suffix(1), in: database)
      }
      guard let entry = settings.storedMethods.entry(of: method) else { preconditionFailure("the store has no method \(method)") }
      var scores = try ScoreImport(database, settings: settings, entry: entry)
      try scores.removeAll()
      try body(&scores)
      try scores.finish()
    }
  }

  /// Changes the row numbers of examples to their present rows in the corpus.
  /// - Parameter moves: Keys of examples with their new rows.
  /// - Throws: `StoreError` where the file cannot be written to, or where a record is damaged; it names the example.
  public func renumber(_ moves: [(key: Int64, row: Int)]) throws {
    for start in stride(from: 0, to: moves.count, by: Self.batch) {
      try write { database in
        let reader = try ExampleReader(database, settings: settings)
        let select = try DirectStatement(
          cached: "SELECT \(ExampleReader.columns) FROM example WHERE example.key = ?", in: database)
        let update = try DirectStatement(cached: "UPDATE example SET row = ?, checksum = ? WHERE key = ?", in: database)
        for (key, row) in moves[start..<min(start + Self.batch, moves.count)] {
          select.bind(values: key)
          guard try select.step() else { preconditionFailure("no example has the key \(key)") }
          defer { select.reset() }
          var fields = try reader.fields(at: select)
          fields.row = row
          update.bind(values: row, fields.sum, key)
          try update.run()
        }
      }
    }
  }
}
