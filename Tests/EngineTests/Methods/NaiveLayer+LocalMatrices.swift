@testable import Engine

/// The local matrices of one text by their definitions, with the `[T, T, D]` tensor that the engine avoids.
extension NaiveLayer {
  /// The results of a layer.
  struct Local {
    /// `[T, T]`
    var matrices: [LocalMatrix: [Double]] = [:]
    /// `[T]`
    var mixingRatio: [Double] = []
  }

  /// All local matrices.
  /// - Parameters:
  ///   - a: The attention `A`. `[H, T, T]`
  ///   - s1: The divisor of the first LayerNorm. `[T]`
  ///   - s2: The divisor of the second LayerNorm. `[T]`
  /// - Returns: The matrices and the mixing ratio.
  func local(_ a: [Double], s1: [Double], s2: [Double]) -> Local {
    let attention = attentionVectors(a)
    let places = 0..<tokens * tokens
    let y = places.map { place in
      place / tokens == place % tokens ? zip(attention[place], row(input, place % tokens)).map(+) : attention[place]
    }
    let first = places.map { normed(y[$0], gamma1, s1[$0 / tokens]) }
    let second = places.map { normed(first[$0], gamma2, s2[$0 / tokens]) }
    let mean = places.map { place in (0..<heads).reduce(0.0) { $0 + a[$1 * tokens * tokens + place] } / Double(heads) }
    let norms = attention.map(norm)
    var local = Local()
    local.mixingRatio = (0..<tokens).map { i in
      let others = others(of: i).reduce([Double](repeating: 0, count: size)) { zip($0, second[i * tokens + $1]).map(+) }
      return norm(others) / (norm(others) + norm(second[i * tokens + i]))
    }
    func matrix(_ entry: (_ i: Int, _ j: Int) -> Double) -> [Double] { places.map { entry($0 / tokens, $0 % tokens) } }
    func half(_ i: Int, _ j: Int) -> Double { i == j ? 0.5 : 0 }
    let ratios = local.mixingRatio
    local.matrices[.w] = mean
    local.matrices[.wFixedRes] = matrix { i, j in 0.5 * mean[i * tokens + j] + half(i, j) }
    local.matrices[.wRes] = matrix { i, j in
      let sum = others(of: i).reduce(0.0) { $0 + mean[i * tokens + $1] }
      return i == j ? 1 - ratios[i] : ratios[i] * mean[i * tokens + j] / sum
    }
    local.matrices[.n] = norms
    local.matrices[.nFixedRes] = matrix { i, j in
      0.5 * norms[i * tokens + j] / row(norms, i, width: tokens).reduce(0, +) + half(i, j)
    }
    local.matrices[.nRes] = y.map(norm)
    local.matrices[.nResLN] = first.map(norm)
    local.matrices[.nEnc] = second.map(norm)
    return local
  }

  /// ALTI's matrix: `max(0, ||y_i||_1 - ||y_i - y'_ij||_1)`, each row divided by its sum; the distance has PyTorch's epsilon of 1e-6.
  /// - Parameters:
  ///   - a: The attention `A`. `[H, T, T]`
  ///   - s1: The divisor of the first LayerNorm. `[T]`
  ///   - attended: y, the output of the first LayerNorm. `[T, D]`
  /// - Returns: The matrix. `[T, T]`
  func alti(_ a: [Double], s1: [Double], attended: [Double]) -> [Double] {
    let attention = attentionVectors(a)
    return (0..<tokens).flatMap { i in
      let y = row(attended, i)
      let sums = (0..<tokens).map { j in
        let vector = i == j ? zip(attention[i * tokens + j], row(input, j)).map(+) : attention[i * tokens + j]
        let part = normed(vector, gamma1, s1[i])
        return max(0, y.reduce(0) { $0 + abs($1) } - zip(y, part).reduce(0) { $0 + abs($1.0 - $1.1 - 1e-6) })
      }
      let sum = sums.reduce(0, +)
      return sums.enumerated().map { sum == 0 ? ($0 == i ? 1 : 0) : $1 / sum }
    }
  }

  /// `z_ij = sum_h A^h_ij W_O^h v_j^h`. `[T T]` vectors `[D]`
  private func attentionVectors(_ a: [Double]) -> [[Double]] {
    let sent = (0..<tokens).flatMap { j in
      (0..<heads).map { h in
        (0..<size).map { r in
          (h * headSize..<(h + 1) * headSize).reduce(0.0) { $0 + outputWeight[r * size + $1] * value[j * size + $1] }
        }
      }
    }
    return (0..<tokens * tokens).map { place in
      var z = [Double](repeating: 0, count: size)
      for h in 0..<heads {
        let weight = a[h * tokens * tokens + place]
        let vector = sent[place % tokens * heads + h]
        for r in 0..<size { z[r] += weight * vector[r] }
      }
      return z
    }
  }

  private func others(of i: Int) -> [Int] { (0..<tokens).filter { $0 != i } }

  private func row(_ x: [Double], _ i: Int, width: Int? = nil) -> [Double] {
    let width = width ?? size
    return Array(x[i * width..<(i + 1) * width])
  }

  private func norm(_ x: [Double]) -> Double { x.reduce(0) { $0 + $1 * $1 }.squareRoot() }

  /// A LayerNorm with the divisor `s` and without bias.
  private func normed(_ x: [Double], _ gamma: [Double], _ s: Double) -> [Double] {
    let mean = x.reduce(0, +) / Double(x.count)
    return zip(x, gamma).map { ($0 - mean) * $1 / s }
  }
}
