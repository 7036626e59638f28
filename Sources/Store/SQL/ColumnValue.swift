/// A value of a column: its type decides how to bind it, read it and add it to checksums.
protocol ColumnValue {
  /// Binds the value to the parameter with this number, from 1.
  func bind(to statement: DirectStatement, _ index: Int32)
  /// Reads a column, from 0, of the statement's current row.
  static func read(_ statement: DirectStatement, _ column: Int32) -> Self
  /// Adds the value to the checksum of a record.
  func add(to checksum: inout Checksum)
  /// Adds a missing value to the checksum of a record.
  static func addNone(to checksum: inout Checksum)
  /// The number for the value in the checksum of a row of totals.
  var summand: Int64 { get }
}

extension ColumnValue {
  static func addNone(to checksum: inout Checksum) { checksum.add(-1) }
  var summand: Int64 { preconditionFailure("no row of totals holds a \(Self.self)") }
}

extension Int64: ColumnValue {
  func bind(to statement: DirectStatement, _ index: Int32) { statement.bind(index, self) }
  static func read(_ statement: DirectStatement, _ column: Int32) -> Int64 { statement.integer(column) }
  func add(to checksum: inout Checksum) { checksum.add(Int(self)) }
  var summand: Int64 { self }
}

extension Int: ColumnValue {
  func bind(to statement: DirectStatement, _ index: Int32) { statement.bind(index, self) }
  static func read(_ statement: DirectStatement, _ column: Int32) -> Int { statement.int(column) }
  func add(to checksum: inout Checksum) { checksum.add(self) }
  var summand: Int64 { Int64(self) }
}

/// Stored as 0 or 1.
extension Bool: ColumnValue {
  func bind(to statement: DirectStatement, _ index: Int32) { statement.bind(index, self ? 1 : 0) }
  static func read(_ statement: DirectStatement, _ column: Int32) -> Bool { statement.integer(column) != 0 }
  func add(to checksum: inout Checksum) { checksum.add(self ? 1 : 0) }
}

extension Double: ColumnValue {
  func bind(to statement: DirectStatement, _ index: Int32) { statement.bind(index, self) }
  static func read(_ statement: DirectStatement, _ column: Int32) -> Double { statement.double(column) }
  func add(to checksum: inout Checksum) { checksum.add(self) }
  static func addNone(to checksum: inout Checksum) { checksum.add(Double?.none) }
}

extension String: ColumnValue {
  func bind(to statement: DirectStatement, _ index: Int32) { statement.bind(index, self) }
  static func read(_ statement: DirectStatement, _ column: Int32) -> String { statement.text(column) }
  func add(to checksum: inout Checksum) { checksum.add(self) }
  var summand: Int64 { TotalsChecksum.number(of: self) }
}

extension [UInt8]: ColumnValue {
  func bind(to statement: DirectStatement, _ index: Int32) { statement.bind(index, self) }
  static func read(_ statement: DirectStatement, _ column: Int32) -> [UInt8] { statement.blob(column) }
  func add(to checksum: inout Checksum) { checksum.add(self) }
}

/// NULL for nil.
extension Optional: ColumnValue where Wrapped: ColumnValue {
  func bind(to statement: DirectStatement, _ index: Int32) {
    if let self { self.bind(to: statement, index) } else { statement.bindNull(index) }
  }

  static func read(_ statement: DirectStatement, _ column: Int32) -> Wrapped? {
    statement.isNull(column) ? nil : Wrapped.read(statement, column)
  }

  func add(to checksum: inout Checksum) {
    if let self { self.add(to: &checksum) } else { Wrapped.addNone(to: &checksum) }
  }
}
