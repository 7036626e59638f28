import GRDB
import Support

// MARK: - Reads: results of methods, and windows of long texts

extension AttributionStore {
  /// The attributions of an example by each method, and for each class where the method is signed, without matrices; empty where there is
  /// no such example.
  /// - Parameter exampleID: Id of the example.
  /// - Returns: The attributions in the order of the store's methods and of the classes.
  /// - Throws: `StoreError` that names the example, where a record is damaged.
  public func results(exampleID: String) throws -> [AttributionResult] {
    try read { database in
      let select = try DirectStatement("SELECT \(ExampleReader.columns) FROM example WHERE example.id = ?", in: database)
      select.bind(values: exampleID)
      defer { select.reset() }
      let damage = ExampleReader.damage(exampleID)
      return try Self.onDamagedPage(damage) {
        guard try select.step() else { return [] }
        let fields = try ExampleReader(database, settings: settings).fields(at: select, known: exampleID)
        let reader = try ScoreReader(database, settings: settings)
        let rows = try reader.rows(ofExample: fields.key, windows: fields.windows)
        guard let inRow = TokenBlobs.unpackFloats(fields.scores),
          let results = reader.results(rows, window: 0, inRow: inRow, count: fields.tokenCount)
        else { throw damage }
        return results
      }
    }
  }

  /// Number of examples with scores by a method, and the classes for which some example has them.
  ///
  /// The number comes from kept counts. It is exact where the examples that have any signed scores have them for one class that all share,
  /// for their predicted class, or for their gold class; else it may be too low.
  /// - Parameter method: The method, one of the store's.
  /// - Returns: The number of examples, and the classes in the model's order.
  /// - Throws: `StoreError` where the store has no such method, or the file cannot be read.
  public func scored(by method: Method) throws -> (examples: Int, classes: [String]) {
    let scoring = try settings.scoring(ScoreSelection(method))
    let classes = settings.explainedClasses
    return try read { database in
      func count(_ expression: String, _ condition: String) throws -> Int {
        try Int.fetchOne(
          database, sql: "SELECT coalesce(\(expression), 0) FROM slice WHERE method = ? AND \(condition)", arguments: [scoring.method]) ?? 0
      }
      let any = Slice.any
      let ids = try Int64.fetchAll(
        database,
        sql: "SELECT class FROM slice WHERE method = ? AND gold = \(any) AND predicted = \(any) AND examples > 0 ORDER BY class",
        arguments: [scoring.method])
      let largest = try max(
        count("max(examples)", "gold = \(any) AND predicted = \(any)"),
        count("sum(examples)", "class > 0 AND gold = \(any) AND predicted = class"),
        count("sum(examples)", "class > 0 AND gold = class AND predicted = \(any)"))
      // An example with several labels counts once for each of them.
      let all =
        try Int.fetchOne(
          database, sql: "SELECT examples FROM slice WHERE method = 0 AND class = 0 AND gold = \(any) AND predicted = \(any)") ?? 0
      return (min(largest, all), ids.filter { $0 > 0 && $0 <= classes.count }.map { classes[Int($0) - 1] })
    }
  }

  /// Whether kept totals answer a query for the selected scores of a label, rather than a scan.
  /// - Throws: `StoreError` where the store has no such method or class, or the file cannot be read.
  public func keepsTotals(of filter: ExampleFilter) throws -> Bool {
    try read { database in
      guard filter.isOfLabelsOnly, let conditions = try FilterConditions(filter, in: database, settings: settings) else { return true }
      guard try TotalsVersion.areCurrent(in: database), let slice = conditions.slice else { return false }
      return try SliceRule(in: database).answers(slice)
    }
  }

  /// The windows of an example, in the order of the text; empty where its text is one piece, or where there is no such example.
  /// - Throws: `StoreError` that names the example and the window, where a record is damaged or missing.
  public func windows(exampleID: String) throws -> [WindowRecord] {
    try read { database in
      let count = try windowCount(exampleID: exampleID, in: database) ?? 1
      guard count > 1, let key = try exampleKey(exampleID, in: database) else { return [] }
      let select = try DirectStatement(
        """
        SELECT \(WindowFields.columns.list) FROM text_window
        WHERE \(KeyedTable.window.hasKey(from: "?1", through: "?2", in: database)) ORDER BY key
        """, in: database)
      select.bind(values: key, key &+ Int64(count - 1))
      let labels = LabelNames(database, settings: settings)
      let reader = try ScoreReader(database, settings: settings)
      var rows: [ScoreFields]?
      var windows: [WindowRecord] = []
      for number in 1...count {
        let isThere = try select.step()
        let fields = isThere ? WindowFields(at: select) : WindowFields()
        rows = try rows ?? reader.rows(ofExample: fields.key, windows: count)
        guard isThere, fields.number == number, try fields.isSound(labels, hasScores: settings.storedMethods.inRow != nil),
          let window = try fields.record(labels, rows ?? [], reader)
        else {
          throw StoreError(
            "window \(number) of example '\(exampleID)' is damaged: globenc-index repair drops the example, so that the next run makes it anew",
            kind: .damaged)
        }
        windows.append(window)
      }
      return windows
    }
  }

  /// The key of an example; nil where there is none with this id.
  func exampleKey(_ id: String, in database: Database) throws -> Int64? {
    let select = try DirectStatement(cached: "SELECT key FROM example WHERE id = ?", in: database)
    select.bind(values: id)
    defer { select.reset() }
    return try select.step() ? select.value() : nil
  }

  /// Number of windows of an example, 1 where its text is one piece; nil where there is no such example.
  func windowCount(exampleID: String, in database: Database) throws -> Int? {
    let select = try DirectStatement(cached: "SELECT windows FROM example WHERE id = ?", in: database)
    select.bind(values: exampleID)
    defer { select.reset() }
    return try select.step() ? select.value() : nil
  }
}
