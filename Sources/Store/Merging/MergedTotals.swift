import GRDB
import Support

/// Adds the totals of a store to those of a merged store. All are sums of integers, so that nothing is added up anew.
struct MergedTotals {
  private let source: Database
  private let target: Database
  private let names: MergedNames

  init(from source: Database, to target: Database, names: MergedNames) {
    (self.source, self.target, self.names) = (source, target, names)
  }

  /// Adds the counters of slices and the totals of tokens and words, in the order of their keys.
  /// - Parameter whileRunning: Called now and then; it may throw to stop.
  /// - Throws: `StoreError` where a row is damaged; errors of SQLite and of `whileRunning`.
  func add(whileRunning: () throws -> Void) throws {
    var slices: [Int64: Int64] = [:]
    let select = try DirectStatement("SELECT \(SliceCounters.columns.list) FROM slice ORDER BY id", in: source)
    while try select.step() {
      var row = try SliceCounters.sound(at: select)
      guard let id = row.id else { continue }
      row.className = try names.label(row.className)
      row.gold = try names.label(row.gold)
      row.predicted = try names.label(row.predicted)
      slices[id] = try row.add(to: target)
    }
    func slice(_ id: Int64) throws -> Int64 {
      guard let slice = slices[id] else { throw StoreError("there are totals of the slice \(id), which is none", kind: .damaged) }
      return slice
    }
    try copy(TokenTotal.self, TokenTotal.addition, keys: TokenTotal.key, whileRunning) { row in
      guard row.isSound else { throw TotalsChecksum.damage("the totals of tokens") }
      row.slice = try slice(row.slice)
      row.checksum = row.terms() % TotalsChecksum.modulus
      return row.moments.terms(from: TokenTotal.key.count + 1)
    }
    try copy(WordTotal.self, WordTotal.addition, keys: WordTotal.key, whileRunning) { row in
      guard row.isSound else { throw TotalsChecksum.damage("the totals of words") }
      row.slice = try slice(row.slice)
      row.checksum = row.terms() % TotalsChecksum.modulus
      return row.moments.terms(from: WordTotal.key.count + 1)
    }
  }

  /// Adds the rows of a table; `change` makes a row of the source one of the target, and returns what its moments add to a checksum.
  private func copy<Total: TableRow>(
    _ type: Total.Type, _ addition: String, keys: [String], _ whileRunning: () throws -> Void, _ change: (inout Total) throws -> Int64
  ) throws {
    let order = keys.joined(separator: ", ")
    let select = try DirectStatement("SELECT \(Total.columns.list) FROM \(Total.table) ORDER BY \(order)", in: source)
    let add = try DirectStatement(addition, in: target)
    var count = 0
    while try select.step() {
      count += 1
      if count.isMultiple(of: 1024) { try whileRunning() }
      var row = Total(at: select)
      let moments = try change(&row)
      let next = row.bind(to: add)
      add.bind(next, moments)
      try add.run()
    }
  }
}
