/// Writes the rows of one table, one after the other, in constant memory.
protocol RowWriter {
  /// Writes one row; its cells are those of the columns, in order.
  func write(_ cells: [Cell], to sink: ByteSink) throws
}
