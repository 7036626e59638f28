/// Columns that are stored side by side, listed once, in `visit`: names, binding, reading and checksums follow from that list.
///
/// A visit is a generic function: the compiler makes of it what one would write by hand, so that no row costs an allocation.
protocol ColumnList {
  /// What is read into.
  init()
  /// Shows each column to a visitor, in the order of the record's checksum.
  mutating func visit(_ columns: inout some ColumnVisitor)
}

/// A row of a table.
protocol TableRow: ColumnList {
  static var table: String { get }
}

/// Looks at columns one by one.
protocol ColumnVisitor {
  /// Looks at a column.
  /// - Parameters:
  ///   - name: The name in the table.
  ///   - value: The value of the row, which a reader sets.
  ///   - use: Where it counts.
  mutating func column(_ name: StaticString, _ value: inout some ColumnValue, _ use: ColumnUse)
}

extension ColumnVisitor {
  /// Looks at a column that counts everywhere.
  mutating func column(_ name: StaticString, _ value: inout some ColumnValue) { column(name, &value, .all) }
}

/// Where a column counts, besides being stored.
struct ColumnUse: OptionSet {
  let rawValue: UInt8

  /// In the checksum of its record.
  static let checksum = ColumnUse(rawValue: 1)
  /// In the digest of the store.
  static let digest = ColumnUse(rawValue: 2)
  static let all: ColumnUse = [.checksum, .digest]
}

extension ColumnList {
  /// The columns of the row that `statement` is at.
  /// - Parameters:
  ///   - statement: At a row with these columns, but the skipped ones.
  ///   - column: The place of the first.
  init(at statement: DirectStatement, from column: Int32 = 0) {
    self.init()
    read(at: statement, from: column)
  }

  /// Takes over the columns of the row that `statement` is at.
  /// - Parameters:
  ///   - statement: At a row with these columns, but the skipped ones.
  ///   - column: The place of the first.
  ///   - skipped: Columns at the beginning of the list that are known, and were not selected.
  mutating func read(at statement: DirectStatement, from column: Int32 = 0, skipping skipped: Int32 = 0) {
    var reader = ColumnReader(statement: statement, first: column, column: column - skipped)
    visit(&reader)
  }

  /// Gives the columns to a statement, in the order of the list.
  /// - Returns: The number of the next value.
  @discardableResult
  func bind(to statement: DirectStatement, from index: Int32 = 1) -> Int32 {
    var (row, binder) = (self, ColumnBinder(statement: statement, index: index))
    row.visit(&binder)
    return binder.index
  }

  /// Adds to a checksum the columns that count in it.
  func add(to checksum: inout Checksum) {
    var (row, adder) = (self, ChecksumAdder(checksum: checksum))
    row.visit(&adder)
    checksum = adder.checksum
  }

  /// The checksum of a record: that of the columns that count in it.
  var sum: Int64 {
    var checksum = Checksum()
    add(to: &checksum)
    return checksum.stored
  }

  /// What the columns that count contribute to the checksum of a row of totals, where the first of them stands at `position`, from 1.
  func terms(from position: Int = 1) -> Int64 {
    var (row, adder) = (self, TermAdder(position: position))
    row.visit(&adder)
    return adder.sum
  }
}

private struct ColumnReader: ColumnVisitor {
  let statement: DirectStatement
  let first: Int32
  var column: Int32

  mutating func column(_ name: StaticString, _ value: inout some ColumnValue, _ use: ColumnUse) {
    if column >= first { value = .read(statement, column) }
    column += 1
  }
}

private struct ColumnBinder: ColumnVisitor {
  let statement: DirectStatement
  var index: Int32

  mutating func column(_ name: StaticString, _ value: inout some ColumnValue, _ use: ColumnUse) {
    value.bind(to: statement, index)
    index += 1
  }
}

private struct ChecksumAdder: ColumnVisitor {
  var checksum: Checksum

  mutating func column(_ name: StaticString, _ value: inout some ColumnValue, _ use: ColumnUse) {
    if use.contains(.checksum) { value.add(to: &checksum) }
  }
}

private struct TermAdder: ColumnVisitor {
  var position: Int
  var sum: Int64 = 0

  mutating func column(_ name: StaticString, _ value: inout some ColumnValue, _ use: ColumnUse) {
    guard use.contains(.checksum) else { return }
    sum += TotalsChecksum.term(value.summand, position)
    position += 1
  }
}
