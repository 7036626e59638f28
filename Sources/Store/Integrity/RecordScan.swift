import GRDB

/// Reads all examples with their windows and matrices, including damaged ones, within one access to the database and in constant memory.
struct RecordScan {
  /// The findings on one example.
  struct Finding {
    /// `example.key`
    let key: Int64
    /// The example; nil where its own record is damaged.
    let example: Example?
    /// The run that wrote the example; nil where its own record is damaged.
    var run: Int64?
    let labels: SliceLabels
    /// The scores by method and class; nil where some are damaged.
    var scores: ExampleScores?
    /// The sound matrices of the example and its windows.
    var matrices: [(size: Int, codec: Int, bytes: Int)] = []
    /// The damages; empty where the example is sound.
    var damages: [Damage]
    /// Sound records that queries cannot find, because a page above them is damaged.
    var unreachable: [Damage] = []
  }

  private let database: Database
  private let checks: RecordChecks
  private let select: DirectStatement
  private var reader: ExampleReader
  private let labels: LabelIDReader

  private static let sql = """
    SELECT \(ExampleReader.columns), \(LabelIDReader.columns), example.key, example.id FROM example
    """

  init(_ database: Database, settings: StoreSettings) throws {
    self.database = database
    checks = try RecordChecks(database, settings: settings)
    select = try DirectStatement("\(Self.sql) WHERE example.key = ?", in: database)
    reader = try ExampleReader(database, settings: settings)
    labels = LabelIDReader(database, settings: settings)
  }

  /// Calls `body` with the findings on each example: in the order of writing as far as the table can be read, then in the order of the
  /// corpus.
  /// - Returns: Damage to parts of the table that cannot be read at all.
  /// - Throws: Errors of `body`.
  mutating func forEach(_ body: (Finding) throws -> Void) throws -> [Damage] {
    var last = Int64.min
    do {
      let all = try DirectStatement("\(Self.sql) ORDER BY example.key", in: database)
      while try all.step() {
        let finding = try finding(at: all)
        try body(finding)
        last = finding.key
      }
      return []
    } catch let error as DatabaseError where error.resultCode == .SQLITE_CORRUPT {
      // A page of the table is damaged. The index has the keys of the examples on this page and after it.
    }
    do {
      let keys = try DirectStatement(
        "SELECT key FROM main.example INDEXED BY example_by_row WHERE +key > ? ORDER BY row", in: database)
      keys.bind(values: last)
      while try keys.step() { try body(finding(key: keys.value())) }
      return []
    } catch let error as DatabaseError where error.resultCode == .SQLITE_CORRUPT {
      return [
        Damage(table: "example", "table example: a page of it and of the index example_by_row are damaged: some examples cannot be found")
      ]
    }
  }

  private mutating func finding(key: Int64) throws -> Finding {
    select.bind(values: key)
    defer { select.reset() }
    do {
      if try select.step() { return try finding(at: select) }
    } catch let error as DatabaseError where error.resultCode == .SQLITE_CORRUPT {
      // Reported below.
    }
    let id = ExampleNames.id(ofKey: key, in: database)
    return Finding(
      key: key, example: nil, labels: SliceLabels(gold: 0, predicted: 0),
      damages: [
        Damage(
          table: "example", example: id, "table example: the page with the record of example \(id.map { "'\($0)'" } ?? "\(key)") is damaged"
        )
      ])
  }

  private mutating func finding(at row: DirectStatement) throws -> Finding {
    let labels = try self.labels.labels(at: row, from: ExampleReader.columnCount)
    var cells = row.cells(from: ExampleReader.columnCount + LabelIDReader.columnCount)
    let (key, storedID) = (cells.next(Int64.self), cells.next(String.self))
    guard ScoreKey.examples ~= key else {
      let damage = Damage(table: "example", example: storedID, "table example: example '\(storedID)' has the impossible key \(key)")
      return Finding(key: key, example: nil, labels: labels, damages: [damage])
    }
    let fields: ExampleFields
    do {
      fields = try reader.fields(at: row)
    } catch let error as StoreError where error.isDamage {
      // The id in the record may be damaged; the index has a copy.
      let id = ExampleNames.id(ofKey: key, in: database) ?? storedID
      return Finding(
        key: key, example: nil, labels: labels,
        damages: [Damage(table: "example", example: id, "table example: the record of example '\(id)' does not agree with its checksum")])
    }
    let example: Example
    do { example = try reader.example(of: fields) } catch let error as StoreError where error.isDamage {
      return Finding(
        key: key, example: nil, labels: labels, damages: [Damage(table: "example", example: fields.id, "table example: \(error)")])
    }
    var finding = Finding(
      key: key, example: example, run: fields.run, labels: labels, damages: checks.damages(of: example))
    guard finding.damages.isEmpty else { return Finding(key: key, example: nil, labels: labels, damages: finding.damages) }
    try checks.lookAtParts(of: example, fields, into: &finding)
    checks.lookUp(example, in: &finding)
    return finding
  }
}
