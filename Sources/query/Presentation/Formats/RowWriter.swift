/// A writer of the rows of one table, in constant memory.
protocol RowWriter {
  /// Writes one row, with a cell for each column in order.
  func write(_ cells: [Cell], to sink: ByteSink) throws
}
