import CKernels
import TestSupport
import Testing

@testable import Engine

/// The gradients of queries and keys by way of vectors of distances.
@Suite struct DistanceGradientTests {
  @Test(
    "disentangled attention backwards gives the derivatives of its definition",
    arguments: [(1, 1, 4, 2), (5, 3, 16, 2), (17, 2, 20, 30), (35, 2, 40, 9)])
  func attention(tokens: Int, heads: Int, headSize: Int, span: Int) {
    var random = RandomNumbers(seed: UInt64(tokens * 100 + heads))
    let distances = DistanceCase(tokens: tokens, heads: heads, headSize: headSize, span: span, &random)
    let (size, padded) = (heads * headSize, (tokens + 15) / 16 * 16)
    let parts = (0..<3).map { _ in random.floats(tokens * size + 16, in: -0.5...0.5) }
    let context = random.floats(tokens * size + 16)
    func naive(_ parts: [[Double]]) -> NaiveLayer {
      NaiveLayer(
        tokens: tokens, heads: heads, headSize: headSize, query: parts[0], key: parts[1], value: parts[2], outputWeight: [], gamma1: [],
        gamma2: [], input: [], terms: distances.terms(query: parts[0], key: parts[1]))
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
    distances.withRows(distances.keyVectors) { keyVectors in
      distances.withRows(distances.queryVectors) { queryVectors in
        stored.withUnsafeBufferPointer { stored in
          context.withUnsafeBufferPointer { context in
            parts[0].withUnsafeBufferPointer { query in
              parts[1].withUnsafeBufferPointer { key in
                parts[2].withUnsafeBufferPointer { value in
                  var arguments = ge_attention_backward(
                    heads: heads, head_size: headSize, tokens: tokens, rows: tokens, probabilities: stored.baseAddress,
                    head_stride: tokens * padded, ld_probabilities: padded, context: context.baseAddress, query: query.baseAddress,
                    key: key.baseAddress, value: value.baseAddress, ld: size, key_vectors: keyVectors, query_vectors: queryVectors)
                  out.withUnsafeMutableBufferPointer { out in
                    guard let start = out.baseAddress else { return }
                    ge_attention_gradient(&arguments, &scratch, &scores, start, start + size, start + 2 * size, 3 * size)
                  }
                }
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
      #expect(abs(actual - expected) < 2e-5 * max(1, abs(expected)), "part \(part), place \(place): \(actual), \(expected)")
    }
  }
}
