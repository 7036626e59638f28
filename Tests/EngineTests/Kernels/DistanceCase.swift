import CKernels
import TestSupport

@testable import Engine

/// Random queries, keys and vectors of distances of one text, with the terms of disentangled attention by their definition.
struct DistanceCase {
  let tokens, heads, headSize: Int
  /// Distances of this size and further ones have one column each way.
  let span: Int
  /// `[columns, D]`: what queries are multiplied by, by key minus query, and what keys are multiplied by, by query minus key.
  let keyVectors, queryVectors: [Float]
  /// Columns of the distances from -(longest - 1) on, and numbers without meaning.
  let columns: [Int32]
  let longest: Int

  var size: Int { heads * headSize }
  private var count: Int { 2 * span }
  private var stride: Int { (count + 47) / 16 * 16 }

  init(tokens: Int, heads: Int, headSize: Int, span: Int, _ random: inout RandomNumbers) {
    (self.tokens, self.heads, self.headSize, self.span) = (tokens, heads, headSize, span)
    keyVectors = random.floats(2 * span * heads * headSize)
    queryVectors = random.floats(2 * span * heads * headSize)
    longest = tokens + 3
    // Distances beyond half of the span share columns in threes.
    columns =
      (1 - longest..<longest).map { distance in
        let (size, half) = (abs(distance), span / 2)
        let column = size <= half ? size : half + (size - half + 2) / 3
        return Int32(min(max(span + distance.signum() * column, 0), 2 * span - 1))
      } + [Int32](repeating: .max, count: 16)
  }

  /// The vector of a distance for one head. `[d]`
  private func vector(_ vectors: [Float], _ distance: Int, _ head: Int) -> ArraySlice<Float> {
    let start = Int(columns[longest - 1 + distance]) * size + head * headSize
    return vectors[start..<start + headSize]
  }

  /// The terms by their definition. query, key `[T, D]`; the terms `[H, T, T]`.
  func terms(query: [Double], key: [Double], hasKeyVectors: Bool = true, hasQueryVectors: Bool = true) -> [Double] {
    var terms: [Double] = []
    for h in 0..<heads {
      for i in 0..<tokens {
        for j in 0..<tokens {
          var sum = 0.0
          if hasKeyVectors {
            for (c, p) in vector(keyVectors, j - i, h).enumerated() { sum += query[i * size + h * headSize + c] * Double(p) }
          }
          if hasQueryVectors {
            for (c, p) in vector(queryVectors, i - j, h).enumerated() { sum += key[j * size + h * headSize + c] * Double(p) }
          }
          terms.append(sum)
        }
      }
    }
    return terms
  }

  /// Calls `body` with vectors in the form of the forward kernels.
  func withVectors(_ vectors: [Float], _ body: (UnsafePointer<ge_distance_vectors>) -> Void) {
    // What lies behind the last column has no influence.
    var transposed = [Float](repeating: .nan, count: size * stride)
    for column in 0..<count {
      for feature in 0..<size { transposed[feature * stride + column] = vectors[column * size + feature] }
    }
    transposed.withUnsafeBufferPointer { transposed in
      columns.withUnsafeBufferPointer { columns in
        guard let first = columns.baseAddress else { return }
        var arguments = ge_distance_vectors(vectors_t: transposed.baseAddress, ld: stride, columns: first + longest - 1)
        body(&arguments)
      }
    }
  }

  /// Calls `body` with vectors in the form of the backward kernels.
  func withRows(_ vectors: [Float], _ body: (ge_distance_rows) -> Void) {
    (vectors + [Float](repeating: .nan, count: 16)).withUnsafeBufferPointer { rows in
      columns.withUnsafeBufferPointer { columns in
        guard let first = columns.baseAddress else { return }
        body(ge_distance_rows(rows: rows.baseAddress, columns: first + longest - 1))
      }
    }
  }
}
