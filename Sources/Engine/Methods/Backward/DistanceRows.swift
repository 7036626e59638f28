import CKernels

/// The vectors of distances of one layer as rows, for gradients.
struct DistanceRows: Sendable {
  /// With a vector's length of zeros at the end. `[columns, D]`
  private let rows: [Float]
  private let vectors: DistanceVectors

  init(_ vectors: DistanceVectors) {
    self.vectors = vectors
    var rows = [Float](repeating: 0, count: vectors.count * vectors.size + 16)
    ge_transpose(vectors.transposed.pointer, vectors.stride, vectors.size, vectors.count, &rows, vectors.size)
    self.rows = rows
  }

  /// Calls `body` with the vectors in the form of the kernels.
  fileprivate func withRows(_ body: (ge_distance_rows) -> Void) {
    rows.withUnsafeBufferPointer { rows in
      vectors.columns.withUnsafeBufferPointer { columns in
        guard let columns = columns.baseAddress else { preconditionFailure("no distances") }
        body(ge_distance_rows(rows: rows.baseAddress, columns: columns + vectors.longest - 1))
      }
    }
  }
}

extension BackwardLayer {
  /// Calls `body` with the arguments of a text's attention and, where the layer has them, the vectors of distances.
  func withDistances(_ arguments: inout ge_attention_backward, _ body: (inout ge_attention_backward) -> Void) {
    Self.with(keyDistances) { keyVectors in
      Self.with(queryDistances) { queryVectors in
        (arguments.key_vectors, arguments.query_vectors) = (keyVectors, queryVectors)
        body(&arguments)
      }
    }
  }

  private static func with(_ distances: DistanceRows?, _ body: (ge_distance_rows) -> Void) {
    guard let distances else { return body(ge_distance_rows()) }
    distances.withRows(body)
  }
}
