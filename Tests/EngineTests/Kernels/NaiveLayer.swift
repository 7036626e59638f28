import Foundation

/// Attention and GlobEnc's pair norms of one text by their definitions, in double precision, with the `[T, T, D]` tensor that the kernels
/// avoid. Matrices are row-major.
struct NaiveLayer {
  let tokens: Int
  let heads: Int
  let headSize: Int
  /// `[T, D]`; the queries are already scaled.
  let query, key, value: [Double]
  /// `W_O` `[D, D]`
  let outputWeight: [Double]
  let gamma1, gamma2: [Double]
  /// The layer's input. `[T, D]`
  let input: [Double]
  /// What is added to the scores; empty for nothing. `[H, T, T]`
  var terms: [Double] = []

  var size: Int { heads * headSize }

  /// `A^h` `[H, T, T]`
  func probabilities() -> [Double] {
    var all = [Double](repeating: 0, count: heads * tokens * tokens)
    for h in 0..<heads {
      for i in 0..<tokens {
        var scores = (0..<tokens).map { j in
          (0..<headSize).reduce(0.0) { $0 + query[i * size + h * headSize + $1] * key[j * size + h * headSize + $1] }
        }
        if !terms.isEmpty { for j in 0..<tokens { scores[j] += terms[(h * tokens + i) * tokens + j] } }
        let top = scores.max() ?? 0
        scores = scores.map { exp($0 - top) }
        let sum = scores.reduce(0, +)
        for j in 0..<tokens { all[(h * tokens + i) * tokens + j] = scores[j] / sum }
      }
    }
    return all
  }

  /// The largest error of each probability in single precision, if each product and sum is rounded for the worst. `[H, T, T]`
  ///
  /// With d_j the error of score j, the relative error of probability j is d_j - sum_k p_k d_k, at most 2 (1 - p_j) max |d|. A score of d
  /// products has an error of at most (d / 2) epsilon A, A the row's largest sum of their magnitudes, and its distance from the row's maximum
  /// one of epsilon A more. Exponentials, sum, reciprocal and last product add (T / 2 + 8) epsilon. The kernel's exponential is never below
  /// e^-87.
  func roundingOfProbabilities() -> [Double] {
    let epsilon = Double(Float.ulpOfOne)
    let probabilities = probabilities()
    var bounds: [Double] = []
    for row in 0..<heads * tokens {
      let (h, i) = (row / tokens, row % tokens)
      let magnitudes = (0..<tokens).map { j in
        (0..<headSize).reduce(0.0) { sum, c in sum + abs(query[i * size + h * headSize + c] * key[j * size + h * headSize + c]) }
      }
      let largest = magnitudes.max() ?? 0
      for p in probabilities[row * tokens..<(row + 1) * tokens] {
        let ofScores = Double(headSize + 2) * largest * (1 - p)
        bounds.append(epsilon * p * (ofScores + Double(tokens) / 2 + 8) + exp(-87))
      }
    }
    return bounds
  }

  /// The concatenated heads. `[T, D]`
  func context() -> [Double] {
    let a = probabilities()
    var out = [Double](repeating: 0, count: tokens * size)
    for i in 0..<tokens {
      for c in 0..<size {
        let h = c / headSize
        out[i * size + c] = (0..<tokens).reduce(0.0) { $0 + a[(h * tokens + i) * tokens + $1] * value[$1 * size + c] }
      }
    }
    return out
  }

  /// `||M (sum_h A^h_ij W_O^h v_j^h + [i = j] x_i)||` `[T, T]`: N-Enc before the division by s1 and s2.
  /// - Parameter probabilities: `A`; nil for the softmax of the queries and keys. `[H, T, T]`
  /// - Returns: The norms, row by row.
  func pairs(_ probabilities: [Double]? = nil) -> [Double] {
    let a = probabilities ?? self.probabilities()
    // W_O^h v_j^h, the [H, D] vectors that each token sends. [T, H, D]
    var sent: [[Double]] = []
    for j in 0..<tokens {
      for h in 0..<heads {
        let columns = h * headSize..<(h + 1) * headSize
        sent.append((0..<size).map { r in columns.reduce(0.0) { $0 + outputWeight[r * size + $1] * value[j * size + $1] } })
      }
    }
    var out: [Double] = []
    for i in 0..<tokens {
      for j in 0..<tokens {
        var y = i == j ? Array(input[i * size..<(i + 1) * size]) : [Double](repeating: 0, count: size)
        for h in 0..<heads {
          let weight = a[(h * tokens + i) * tokens + j]
          for r in 0..<size { y[r] += weight * sent[j * heads + h][r] }
        }
        out.append(fixedMap(y).reduce(0) { $0 + $1 * $1 }.squareRoot())
      }
    }
    return out
  }

  /// `M y = g2 * P (g1 * P y)`
  func fixedMap(_ y: [Double]) -> [Double] {
    func centred(_ x: [Double]) -> [Double] {
      let mean = x.reduce(0, +) / Double(x.count)
      return x.map { $0 - mean }
    }
    let inner = zip(gamma1, centred(y)).map(*)
    return zip(gamma2, centred(inner)).map(*)
  }
}
