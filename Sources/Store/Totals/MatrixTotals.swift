import GRDB

/// Totals of the written matrices, by codec.
struct MatrixTotals {
  private var totals: [Int: MatrixTotal] = [:]

  /// Counts a matrix.
  mutating func add(size: Int, codec: Int, bytes: Int) {
    add((1, size * size, bytes), codec: codec)
  }

  /// Adds the totals of several matrices; negative numbers subtract.
  mutating func add(_ added: (matrices: Int, values: Int, bytes: Int), codec: Int) {
    var total = totals[codec] ?? MatrixTotal(codec: codec)
    total.matrices += added.matrices
    total.values += added.values
    total.bytes += added.bytes
    totals[codec] = total
  }

  /// Adds everything to the kept totals.
  func write(to database: Database) throws {
    for total in totals.values {
      let statement = try DirectStatement(
        cached: "\(MatrixTotal.insertion) ON CONFLICT (codec) DO UPDATE SET \(MatrixTotal.columns.addition(but: ["codec"]))", in: database)
      total.bind(to: statement)
      try statement.run()
    }
    try database.execute(sql: "DELETE FROM matrix_total WHERE matrices = 0")
  }
}
