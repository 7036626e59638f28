import CKernels
import TestSupport
import Testing

@testable import Engine

/// The C kernels of backward passes against their definitions in double precision.
@Suite struct BackwardKernelTests {
  @Test(
    "sums of rows are the matrix product, with either matrix order, and write nothing else",
    arguments: [(1, 1, 1), (3, 5, 16), (8, 7, 33), (13, 31, 48), (20, 64, 65)])
  func mix(rows: Int, count: Int, columns: Int) {
    var random = RandomNumbers(seed: UInt64(rows * 10_000 + count * 100 + columns))
    let (ldx, ldo) = (columns + 3, columns + 5)
    let w = random.floats(rows * count)
    let x = random.floats(count * ldx + 16)
    for isTransposed in [false, true] {
      let (wr, wk) = isTransposed ? (1, rows) : (count, 1)
      var out = [Float](repeating: -7, count: rows * ldo)
      ge_mix(w, wr, wk, rows, count, x, ldx, columns, &out, ldo)
      for r in 0..<rows {
        for c in 0..<columns {
          let expected = (0..<count).reduce(0.0) { $0 + Double(w[r * wr + $1 * wk]) * Double(x[$1 * ldx + c]) }
          #expect(abs(Double(out[r * ldo + c]) - expected) < 1e-5)
        }
        #expect(out[r * ldo + columns..<(r + 1) * ldo].allSatisfy { $0 == -7 })
      }
    }
  }

  @Test("slopes are value over argument, and the derivative", arguments: [LinearActivation.none, .gelu, .geluTanh, .relu, .silu, .tanh])
  func slopes(activation: LinearActivation) {
    let x = (-900...900).map { Float($0) / 90 + 0.001 } + [1e-6, -1e-6, 0]
    let frozen = activation.slopes(at: x, .frozen)
    let derivative = activation.slopes(at: x, .gradient)
    for (k, x) in x.enumerated() {
      let value = LinearReference.activate(Double(x), activation)
      #expect(abs(Double(frozen[k]) - (x == 0 ? 0 : value / Double(x))) < 5e-7, "value over argument at \(x)")
      // The function has a bend at 0.
      guard activation != .relu || abs(x) > 1e-5 else { continue }
      let step = 1e-5
      let difference =
        LinearReference.activate(Double(x) + step, activation) - LinearReference.activate(Double(x) - step, activation)
      #expect(abs(Double(derivative[k]) - difference / (2 * step)) < 1e-6, "derivative at \(x)")
    }
  }

  @Test("a LayerNorm backwards gives its derivative, or that at a fixed deviation", arguments: [1, 2, 15, 16, 40, 100])
  func layerNorm(size: Int) {
    var random = RandomNumbers(seed: UInt64(size))
    let rows = 3
    let z = random.floats(rows * size, in: -2...3)
    let (x, residual, gamma) = (random.floats(rows * size), random.floats(rows * size), random.floats(size))
    let epsilon = 1e-3
    var (normalized, deviation): ([Float], [Float]) = ([], [])
    for row in 0..<rows {
      let (mean, s) = Self.moments(z[row * size..<(row + 1) * size].map(Double.init), epsilon)
      deviation.append(Float(s))
      normalized += z[row * size..<(row + 1) * size].map { Float((Double($0) - mean) / s) }
    }
    var (frozen, gradient) = ([Float](repeating: .nan, count: rows * size), residual)
    ge_layer_norm_backward(x, nil, gamma, nil, deviation, rows, size, &frozen)
    gradient.withUnsafeMutableBufferPointer { out in
      // In place of the residual.
      ge_layer_norm_backward(x, out.baseAddress, gamma, normalized, deviation, rows, size, out.baseAddress)
    }
    for row in 0..<rows {
      func loss(_ z: [Double], _ weights: [Float], deviation: Double?) -> Double {
        let (mean, s) = Self.moments(z, epsilon)
        return z.indices.reduce(0.0) { $0 + Double(weights[$1]) * Double(gamma[$1]) * (z[$1] - mean) / (deviation ?? s) }
      }
      let place = row * size..<(row + 1) * size
      let at = z[place].map(Double.init)
      let sums = zip(x[place], residual[place]).map(+)
      for k in 0..<size {
        var (more, less) = (at, at)
        let step = 1e-5
        more[k] += step
        less[k] -= step
        func slope(_ weights: [Float], _ deviation: Double?) -> Double {
          (loss(more, weights, deviation: deviation) - loss(less, weights, deviation: deviation)) / (2 * step)
        }
        #expect(abs(Double(frozen[row * size + k]) - slope(Array(x[place]), Double(deviation[row]))) < 1e-4)
        #expect(abs(Double(gradient[row * size + k]) - slope(sums, nil)) < 1e-4 * max(1, abs(1 / Double(deviation[row]))))
      }
    }
  }

  private static func moments(_ z: [Double], _ epsilon: Double) -> (mean: Double, deviation: Double) {
    let mean = z.reduce(0, +) / Double(z.count)
    return (mean, (z.reduce(0.0) { $0 + ($1 - mean) * ($1 - mean) } / Double(z.count) + epsilon).squareRoot())
  }

  @Test("attention backwards gives the derivatives of its definition", arguments: [(1, 1, 4), (5, 3, 16), (17, 2, 20), (33, 2, 40)])
  func attention(tokens: Int, heads: Int, headSize: Int) {
    var random = RandomNumbers(seed: UInt64(tokens * 100 + heads))
    let size = heads * headSize
    let padded = (tokens + 15) / 16 * 16
    let parts = (0..<3).map { _ in random.floats(tokens * size + 16) }
    let context = random.floats(tokens * size + 16)
    func naive(_ parts: [[Double]]) -> NaiveLayer {
      NaiveLayer(
        tokens: tokens, heads: heads, headSize: headSize, query: parts[0], key: parts[1], value: parts[2], outputWeight: [], gamma1: [],
        gamma2: [], input: [])
    }
    let exact = parts.map { $0.prefix(tokens * size).map(Double.init) }
    let probabilities = naive(exact).probabilities()
    var stored = [Float](repeating: 0, count: heads * tokens * padded)
    for row in 0..<heads * tokens {
      for j in 0..<tokens { stored[row * padded + j] = Float(probabilities[row * tokens + j]) }
    }
    var out = [Float](repeating: .nan, count: tokens * 3 * size)
    var scratch = [Float](repeating: .nan, count: ge_score_gradient_scratch(headSize, tokens))
    var scores = [Float](repeating: .nan, count: tokens * padded + 16)
    stored.withUnsafeBufferPointer { stored in
      context.withUnsafeBufferPointer { context in
        parts[0].withUnsafeBufferPointer { query in
          parts[1].withUnsafeBufferPointer { key in
            parts[2].withUnsafeBufferPointer { value in
              var arguments = ge_attention_backward(
                heads: heads, head_size: headSize, tokens: tokens, rows: tokens, probabilities: stored.baseAddress,
                head_stride: tokens * padded, ld_probabilities: padded, context: context.baseAddress, query: query.baseAddress,
                key: key.baseAddress, value: value.baseAddress, ld: size,
                key_vectors: ge_distance_rows(), query_vectors: ge_distance_rows())
              out.withUnsafeMutableBufferPointer { out in
                guard let start = out.baseAddress else { return }
                ge_attention_gradient(&arguments, &scratch, &scores, start, start + size, start + 2 * size, 3 * size)
              }
            }
          }
        }
      }
    }
    func loss(_ parts: [[Double]]) -> Double { zip(naive(parts).context(), context).reduce(0.0) { $0 + $1.0 * Double($1.1) } }
    for _ in 0..<24 {
      let (part, place) = (Int.random(in: 0..<3, using: &random), Int.random(in: 0..<tokens * size, using: &random))
      var (more, less) = (exact, exact)
      let step = 1e-4
      more[part][place] += step
      less[part][place] -= step
      let expected = (loss(more) - loss(less)) / (2 * step)
      let actual = Double(out[place / size * 3 * size + part * size + place % size])
      #expect(abs(actual - expected) < 2e-5, "part \(part), place \(place): \(actual), \(expected)")
    }
  }
}
