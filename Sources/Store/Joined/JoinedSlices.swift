import GRDB

/// The counters of the slices of several stores, added up.
struct JoinedSlices {
  private var sums: [Slice: Int] = [:]
  private var counters: [SliceCounters] = []
  /// For each row of a store, the index of its sum.
  private var rows: [(sum: Int, part: Int, id: Int64)] = []

  /// Adds the counters of a store.
  /// - Parameters:
  ///   - part: Number of the store.
  ///   - labels: The new ids of its labels that are no classes.
  ///   - classes: Number of the model's classes.
  ///   - database: The connection.
  /// - Throws: `StoreError` where a row or label is damaged; errors of SQLite.
  mutating func add(_ part: Int, labels: [Int64: Int64], classes: Int, in database: Database) throws {
    func label(_ id: Int64) throws -> Int64 {
      if id <= Int64(classes) { return id }
      guard let new = labels[id] else { throw TotalsChecksum.damage("the counters of a label, or its name,") }
      return new
    }
    let select = try DirectStatement("SELECT \(SliceCounters.columns.list) FROM \(JoinedKeys.schema(part)).slice", in: database)
    while try select.step() {
      var row = try SliceCounters.sound(at: select)
      let id = row.id ?? 0
      (row.gold, row.predicted) = (try label(row.gold), try label(row.predicted))
      if let sum = sums[row.slice] {
        counters[sum] += row
        rows.append((sum, part, id))
      } else {
        sums[row.slice] = counters.count
        rows.append((counters.count, part, id))
        counters.append(row)
      }
    }
  }

  /// Fills `slice` of the database in memory, and `slice_map`, which has the rows of each store.
  func write(to database: Database) throws {
    try database.execute(
      sql: "CREATE TABLE main.slice_map (slice INTEGER, part INTEGER, local INTEGER, PRIMARY KEY (slice, part, local)) WITHOUT ROWID")
    let insert = try DirectStatement(SliceCounters.insertion, in: database)
    for (index, sum) in counters.enumerated() {
      var row = sum
      row.id = Int64(index + 1)
      row.checksum = row.terms() % TotalsChecksum.modulus
      row.bind(to: insert)
      try insert.run()
    }
    let map = try DirectStatement("INSERT INTO main.slice_map VALUES (?, ?, ?)", in: database)
    for row in rows {
      map.bind(values: Int64(row.sum + 1), Int64(row.part), row.id)
      try map.run()
    }
  }
}

extension SliceCounters {
  /// Adds the numbers of another row.
  fileprivate static func += (left: inout SliceCounters, right: SliceCounters) {
    left.examples &+= right.examples
    left.tokens &+= right.tokens
    left.truncated &+= right.truncated
    left.confidences &+= right.confidences
    left.confidenceTotal &+= right.confidenceTotal
  }
}
