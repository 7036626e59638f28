/// The columns of a row one after the other.
struct RowCells {
  private let statement: DirectStatement
  private var column: Int32

  fileprivate init(_ statement: DirectStatement, from column: Int32) {
    (self.statement, self.column) = (statement, column)
  }

  /// The value of the next column.
  mutating func next<Value: ColumnValue>(_ type: Value.Type = Value.self) -> Value {
    defer { column += 1 }
    return Value.read(statement, column)
  }
}

extension DirectStatement {
  /// The columns of the row that the statement is at, from that place on.
  func cells(from column: Int32 = 0) -> RowCells { RowCells(self, from: column) }

  /// The value of the first column, as a rule the only one.
  func value<Value: ColumnValue>(_ type: Value.Type = Value.self) -> Value { Value.read(self, 0) }

  /// Gives the statement its values, in order.
  /// - Parameters:
  ///   - first: The number of the first, from 1.
  ///   - values: One for each placeholder from there on.
  func bind<each Value: ColumnValue>(from first: Int32 = 1, values: repeat each Value) {
    var index = first
    for value in repeat each values {
      value.bind(to: self, index)
      index += 1
    }
  }
}
