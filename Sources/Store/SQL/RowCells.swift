/// Reads the columns of a row one after another.
struct RowCells {
  private let statement: DirectStatement
  private var column: Int32

  fileprivate init(_ statement: DirectStatement, from column: Int32) {
    (self.statement, self.column) = (statement, column)
  }

  /// Reads the next column.
  mutating func next<Value: ColumnValue>(_ type: Value.Type = Value.self) -> Value {
    defer { column += 1 }
    return Value.read(statement, column)
  }
}

extension DirectStatement {
  /// The columns of the current row, from `column` on.
  func cells(from column: Int32 = 0) -> RowCells { RowCells(self, from: column) }

  /// The first column, usually the only one.
  func value<Value: ColumnValue>(_ type: Value.Type = Value.self) -> Value { Value.read(self, 0) }

  /// Binds values, in order.
  /// - Parameters:
  ///   - first: Number of the first parameter, from 1.
  ///   - values: A value for each parameter from there on.
  func bind<each Value: ColumnValue>(from first: Int32 = 1, values: repeat each Value) {
    var index = first
    for value in repeat each values {
      value.bind(to: self, index)
      index += 1
    }
  }
}
