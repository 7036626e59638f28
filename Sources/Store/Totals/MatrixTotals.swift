import GRDB

/// What the matrices that are written amount to, by codec.
struct MatrixTotals {
  private var totals: [Int: (matrices: Int, values: Int, bytes: Int)] = [:]

  /// Counts a matrix in.
  mutating func add(size: Int, codec: Int, bytes: Int) {
    add((1, size * size, bytes), codec: codec)
  }

  /// Counts several in; out, where the numbers are negative.
  mutating func add(_ added: (matrices: Int, values: Int, bytes: Int), codec: Int) {
    let total = totals[codec] ?? (0, 0, 0)
    totals[codec] = (total.matrices + added.matrices, total.values + added.values, total.bytes + added.bytes)
  }

  /// Adds everything to the kept totals.
  func write(to database: Database) throws {
    for (codec, total) in totals {
      let statement = try DirectStatement(
        cached: """
          INSERT INTO matrix_total (codec, matrices, matrix_values, bytes) VALUES (?, ?, ?, ?)
          ON CONFLICT (codec) DO UPDATE SET matrices = matrices + excluded.matrices,
            matrix_values = matrix_values + excluded.matrix_values, bytes = bytes + excluded.bytes
          """, in: database)
      statement.bind(1, codec)
      statement.bind(2, total.matrices)
      statement.bind(3, total.values)
      statement.bind(4, total.bytes)
      try statement.run()
    }
    try database.execute(sql: "DELETE FROM matrix_total WHERE matrices = 0")
  }
}
