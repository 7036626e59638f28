/// The columns of a record, listed once, in `visit`: names, binding, reading and checksums all follow from this list.
///
/// `visit` is generic, so that the compiler produces the same code as for a hand-written list, without an allocation for each row.
protocol ColumnList {
  /// Creates an empty record to read into.
  init()
  /// Shows each column to a visitor, in the order of the record's checksum.
  mutating func visit(_ columns: inout some ColumnVisitor)
}

/// A row of a table.
protocol TableRow: ColumnList {
  static var table: String { get }
}

/// Processes the columns of a record one by one.
protocol ColumnVisitor {
  /// Processes a column.
  /// - Parameters:
  ///   - name: The name of the column in the table.
  ///   - value: The value in the row; a reader sets it.
  ///   - use: The hashes that include the column.
  mutating func column(_ name: StaticString, _ value: inout some ColumnValue, _ use: ColumnUse)
}

extension ColumnVisitor {
  /// Processes a column that is part of all hashes.
  mutating func column(_ name: StaticString, _ value: inout some ColumnValue) { column(name, &value, .all) }
}

/// The hashes that include a column.
struct ColumnUse: OptionSet {
  let rawValue: UInt8

  /// The checksum of the record.
  static let checksum = ColumnUse(rawValue: 1)
  /// The digest of the store.
  static let digest = ColumnUse(rawValue: 2)
  static let all: ColumnUse = [.checksum, .digest]
}

extension ColumnList {
  /// Reads the current row of `statement`.
  /// - Parameters:
  ///   - statement: A statement at a row with the listed columns.
  ///   - column: Index of the first column.
  init(at statement: DirectStatement, from column: Int32 = 0) {
    self.init()
    read(at: statement, from: column)
  }

  /// Reads the current row of `statement` into this record.
  /// - Parameters:
  ///   - statement: A statement at a row with the listed columns, without the skipped ones.
  ///   - column: Index of the first column.
  ///   - skipped: Number of columns at the beginning of the list that are known already and were not selected.
  mutating func read(at statement: DirectStatement, from column: Int32 = 0, skipping skipped: Int32 = 0) {
    var reader = ColumnReader(statement: statement, first: column, column: column - skipped)
    visit(&reader)
  }

  /// Binds the columns to a statement, in the order of the list.
  /// - Returns: The number of the next parameter.
  @discardableResult
  func bind(to statement: DirectStatement, from index: Int32 = 1) -> Int32 {
    var (row, binder) = (self, ColumnBinder(statement: statement, index: index))
    row.visit(&binder)
    return binder.index
  }

  /// Adds the columns that are part of it to a checksum.
  func add(to checksum: inout Checksum) {
    var (row, adder) = (self, ChecksumAdder(checksum: checksum))
    row.visit(&adder)
    checksum = adder.checksum
  }

  /// The checksum of the record.
  var sum: Int64 {
    var checksum = Checksum()
    add(to: &checksum)
    return checksum.stored
  }

  /// The contribution of the columns to the checksum of a row of totals, with the first column at `position`, from 1.
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
