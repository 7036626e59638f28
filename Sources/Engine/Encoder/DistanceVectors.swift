import CKernels

/// The vectors of distances of one layer, for its queries or for its keys. They depend on the weights alone, and so are computed once, in single
/// precision.
struct DistanceVectors: Sendable {
  /// A column for each row of the table. `[D, stride]`
  let transposed: [Float]
  private let stride: Int
  /// The column of each distance, from -(longest - 1) on; they do not fall. `[2 longest - 1]`
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
    let (count, size) = (2 * table.settings.span, projection.bias.count)
    let linear = Linear(projection, precision: .f32)
    let projected = FloatBuffer(count: count * size)
    table.vectors.withUnsafeBytes { vectors in
      guard let start = vectors.baseAddress else { preconditionFailure("a table without distances") }
      linear.run(start, rows: count, into: projected.pointer, context: LinearContext())
    }
    // An odd number of cache lines, so that the rows do not compete for one set of the first-level cache. Vectors may reach past the last column.
    stride = 16 * ((count + 47) / 16 | 1)
    (self.size, longest) = (size, table.longest)
    var transposed = [Float](repeating: 0, count: size * stride)
    for column in 0..<count {
      let row = isOfKeys ? count - 1 - column : column
      for feature in 0..<size { transposed[feature * stride + column] = factor * projected.pointer[row * size + feature] }
    }
    self.transposed = transposed
    columns = isOfKeys ? table.rows.reversed().map { Int32(count - 1) - $0 } : table.rows
  }

  /// Calls `body` with the vectors in the form of the kernels, for texts of up to `tokens` tokens.
  func withVectors<T>(tokens: Int, _ body: (UnsafePointer<ge_distance_vectors>) -> T) -> T {
    precondition(tokens <= longest, "\(tokens) tokens, where \(longest) are the most")
    return transposed.withUnsafeBufferPointer { transposed in
      columns.withUnsafeBufferPointer { columns in
        guard let start = transposed.baseAddress, let first = columns.baseAddress else { preconditionFailure("no vectors of distances") }
        var vectors = ge_distance_vectors(vectors_t: start, ld: stride, columns: first + longest - 1)
        return body(&vectors)
      }
    }
  }
}
