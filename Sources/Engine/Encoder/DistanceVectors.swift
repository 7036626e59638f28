import CKernels

/// The vectors of distances of one layer, for its queries or for its keys. They depend on the weights alone, and so are computed once, in single
/// precision.
struct DistanceVectors: Sendable {
  /// A column for each row of the table. `[D, stride]`
  let transposed: AlignedFloats
  let stride: Int
  /// Number of columns.
  let count: Int
  /// The column of each distance, from -(longest - 1) on, and a vector's length of zeros. `[2 longest - 1]`
  let columns: [Int32]
  /// Number of tokens of the longest text.
  let longest: Int
  /// `D`
  let size: Int

  /// Projects the vectors of a table.
  /// - Parameters:
  ///   - table: The table of all layers.
  ///   - projection: The layer's projection. `[D, D]`
  ///   - factor: What the projections are multiplied by.
  ///   - isOfKeys: Whether distances are key minus query, for products with queries; else query minus key, for products with keys.
  init(_ table: DistanceTable, _ projection: DenseWeights, factor: Float = 1, isOfKeys: Bool) {
    let (count, size) = (table.count, projection.bias.count)
    // Columns rise with the distance, and rows of the table with query minus key.
    let vectors = isOfKeys ? (0..<count).reversed().flatMap { table.vectors[$0 * size..<($0 + 1) * size] } : table.vectors
    let linear = Linear(projection, precision: .f32)
    let projected = FloatBuffer(count: count * size)
    vectors.withUnsafeBytes { vectors in
      guard let start = vectors.baseAddress else { preconditionFailure("a table without distances") }
      linear.run(start, rows: count, into: projected.pointer, context: LinearContext())
    }
    ge_scale(projected.pointer, factor, count * size, projected.pointer)
    // An odd number of cache lines, so that the rows do not compete for one set of the first-level cache. Vectors may reach past the last
    // column.
    let stride = 16 * ((count + 47) / 16 | 1)
    transposed = AlignedFloats(count: size * stride) { ge_transpose(projected.pointer, size, count, size, $0, stride) }
    (self.stride, self.count, self.size, longest) = (stride, count, size, table.longest)
    columns = (isOfKeys ? table.rows.reversed().map { Int32(count - 1) - $0 } : table.rows) + [Int32](repeating: 0, count: 16)
  }

  /// Calls `body` with the vectors in the form of the kernels, for texts of up to `tokens` tokens.
  func withVectors<T>(tokens: Int, _ body: (UnsafePointer<ge_distance_vectors>) -> T) -> T {
    precondition(tokens <= longest, "\(tokens) tokens, where \(longest) are the most")
    return columns.withUnsafeBufferPointer { columns in
      guard let first = columns.baseAddress else { preconditionFailure("no distances") }
      var vectors = ge_distance_vectors(vectors_t: transposed.pointer, ld: stride, columns: first + longest - 1)
      return body(&vectors)
    }
  }
}
