import CKernels
import TestSupport
import Testing

@testable import Engine

/// The kernels of attention by distance, compared with their definitions.
@Suite struct DistanceKernelTests {
  private static let cases = [
    (1, 1, 4, 3), (2, 2, 8, 5), (5, 3, 16, 2), (17, 4, 8, 30), (33, 2, 20, 12), (16, 3, 10, 1), (48, 12, 32, 64), (67, 1, 64, 40),
    (130, 2, 12, 160), (300, 1, 20, 24),
  ]

  @Test(
    "a text in the middle of a batch gets the terms of the definition, with either or both", arguments: cases,
    [(true, true), (true, false), (false, true)])
  func terms(sizes: (Int, Int, Int, Int), kinds: (Bool, Bool)) {
    let (tokens, heads, headSize, span) = sizes
    var random = RandomNumbers(seed: UInt64(tokens * 1000 + heads * 100 + headSize))
    let distances = DistanceCase(tokens: tokens, heads: heads, headSize: headSize, span: span, &random)
    let (size, first) = (heads * headSize, 7)
    let projected = random.floats((tokens + 20) * 2 * size)
    func part(_ block: Int) -> [Double] {
      (first..<first + tokens).flatMap { i in (0..<size).map { Double(projected[i * 2 * size + block * size + $0]) } }
    }
    let expected = distances.terms(query: part(0), key: part(1), hasKeyVectors: kinds.0, hasQueryVectors: kinds.1)
    let padded = (tokens + 15) / 16 * 16
    var scratch = [Float](repeating: .nan, count: ge_disentangled_scratch(tokens))
    var found = [Double](repeating: .nan, count: heads * tokens * tokens)
    distances.withVectors(distances.keyVectors) { keyVectors in
      distances.withVectors(distances.queryVectors) { queryVectors in
        projected.withUnsafeBufferPointer { projected in
          guard let start = projected.baseAddress else { return }
          var arguments = ge_disentangled(
            heads: heads, head_size: headSize, query: start, key: start + size, ld: 2 * size, key_vectors: kinds.0 ? keyVectors : nil,
            query_vectors: kinds.1 ? queryVectors : nil)
          for from in stride(from: 0, to: tokens, by: GE_DISENTANGLED_ROWS) {
            let rows = min(GE_DISENTANGLED_ROWS, tokens - from)
            var terms = [Float](repeating: .nan, count: heads * rows * padded)
            ge_disentangled_terms(&arguments, first, tokens, from, rows, &scratch, &terms)
            for h in 0..<heads {
              for i in 0..<rows {
                for j in 0..<tokens { found[(h * tokens + from + i) * tokens + j] = Double(terms[(h * rows + i) * padded + j]) }
              }
            }
          }
        }
      }
    }
    let error = largestError(found, expected)
    #expect(error < 5e-6, "largest error \(error)")
  }

  @Test(
    "attention adds the terms of each row, whether rows follow one another or overlap",
    arguments: [(1, 1, 4), (5, 3, 16), (17, 4, 8), (150, 2, 20)])
  func attention(tokens: Int, heads: Int, headSize: Int) {
    var random = RandomNumbers(seed: UInt64(tokens * 1000 + heads * 100 + headSize))
    let (size, padded) = (heads * headSize, (tokens + 15) / 16 * 16)
    let ldt = padded + 16
    let projected = random.floats(padded * 3 * size + 64)
    func part(_ block: Int) -> [Double] {
      (0..<tokens).flatMap { i in (0..<size).map { Double(projected[i * 3 * size + block * size + $0]) } }
    }
    // Terms by distance alone, and any terms; the padding may be anything.
    let byDistance = random.floats(heads * (2 * tokens + 16)), any = random.floats(heads * tokens * padded)
    for isByDistance in [true, false] {
      let stored = isByDistance ? byDistance : any.enumerated().map { $0 % padded < tokens ? $1 : .nan }
      let (headStride, rowStride) = isByDistance ? (2 * tokens + 16, -1) : (tokens * padded, padded)
      let origin = isByDistance ? tokens - 1 : 0
      var naive = NaiveLayer(
        tokens: tokens, heads: heads, headSize: headSize, query: part(0), key: part(1), value: part(2), outputWeight: [], gamma1: [],
        gamma2: [], input: [])
      naive.terms = (0..<heads * tokens * tokens).map { place in
        let (h, i, j) = (place / (tokens * tokens), place / tokens % tokens, place % tokens)
        return Double(stored[origin + h * headStride + i * rowStride + j])
      }
      var keyT = [Float](repeating: 0, count: size * ldt)
      var context = [Float](repeating: 0, count: tokens * size)
      var scratch = [Float](repeating: 0, count: ge_attention_scratch(heads, tokens))
      projected.withUnsafeBufferPointer { projected in
        stored.withUnsafeBufferPointer { stored in
          guard let base = projected.baseAddress, let start = stored.baseAddress else { return }
          ge_transpose(base + size, 3 * size, tokens, size, &keyT, ldt)
          context.withUnsafeMutableBufferPointer { output in
            keyT.withUnsafeBufferPointer { t in
              var arguments = ge_attention(
                heads: heads, head_size: headSize, query: base, value: base + 2 * size, ld: 3 * size, key_t: t.baseAddress, ldt: ldt,
                context: output.baseAddress, reduced_context: ge_reduced())
              var terms = ge_score_terms(values: start + origin, head_stride: headStride, row_stride: rowStride, first: 0)
              for token in stride(from: 0, to: tokens, by: GE_ATTENTION_ROWS) {
                _ = ge_attend(&arguments, &terms, 0, tokens, token, &scratch)
              }
            }
          }
        }
      }
      let error = largestError(context.map(Double.init), naive.context())
      #expect(error < 2e-6, "largest error \(error)")
    }
  }
}
