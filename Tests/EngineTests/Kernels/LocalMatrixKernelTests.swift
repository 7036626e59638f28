import CKernels
import TestSupport
import Testing

@testable import Engine

/// The small kernels of the local matrices, compared with their definitions.
@Suite struct LocalMatrixKernelTests {
  private static let tokens = [1, 2, 5, 15, 16, 17, 40]

  private func padded(_ count: Int) -> Int { (count + 15) / 16 * 16 }

  /// Calls `body` with blocks of random probabilities of a text, which need not add up to 1, and the same as `[H, T, T]`.
  private func withBlocks(
    heads: Int, tokens: Int, first: Int, _ random: inout RandomNumbers, _ body: (inout ge_probabilities) -> Void
  ) -> [Double] {
    let all = random.floats(heads * tokens * tokens, in: 0...1)
    let distance = padded(tokens) + 16
    for block in stride(from: 0, to: tokens, by: GE_ATTENTION_ROWS) {
      let rows = min(tokens - block, GE_ATTENTION_ROWS)
      var values = [Float](repeating: 0, count: heads * GE_ATTENTION_ROWS * distance)
      for h in 0..<heads {
        for r in 0..<GE_ATTENTION_ROWS {
          let row = (h * tokens + block + min(r, rows - 1)) * tokens
          for j in 0..<tokens { values[(h * GE_ATTENTION_ROWS + r) * distance + j] = all[row + j] }
        }
      }
      values.withUnsafeBufferPointer { values in
        var probabilities = ge_probabilities(
          heads: heads, first: first, tokens: tokens, block: block, rows: rows, values: values.baseAddress,
          head_stride: GE_ATTENTION_ROWS * distance, row_stride: distance)
        body(&probabilities)
      }
    }
    return all.map(Double.init)
  }

  @Test("the mean of the heads equals its definition", arguments: tokens)
  func headMean(tokens: Int) {
    var random = RandomNumbers(seed: UInt64(tokens))
    let heads = 3
    let width = padded(tokens)
    var mean = [Float](repeating: .nan, count: tokens * width)
    let a = withBlocks(heads: heads, tokens: tokens, first: 2, &random) { ge_head_mean(&$0, &mean) }
    for i in 0..<tokens {
      let expected = (0..<tokens).map { j in (0..<heads).reduce(0.0) { $0 + a[($1 * tokens + i) * tokens + j] } / Double(heads) }
      #expect(largestError(mean[i * width..<i * width + tokens].map(Double.init), expected) < 1e-6)
      #expect(mean[i * width + tokens..<(i + 1) * width].allSatisfy { $0 == 0 }, "the padding is 0")
    }
  }

  @Test("the values from other tokens leave the token itself out", arguments: tokens, [3, 16, 20, 32, 40])
  func others(tokens: Int, headSize: Int) {
    var random = RandomNumbers(seed: UInt64(tokens * 100 + headSize))
    let (heads, first) = (2, 3)
    let size = heads * headSize
    let stride = size + 5
    let rows = first + tokens + 2
    let value = random.floats(rows * stride + 32)
    var others = [Float](repeating: -7, count: rows * size)
    let a = withBlocks(heads: heads, tokens: tokens, first: first, &random) { ge_mix_others(&$0, value, stride, headSize, &others) }
    for i in 0..<tokens {
      let expected = (0..<size).map { c in
        (0..<tokens).reduce(0.0) { sum, j in
          j == i ? sum : sum + a[((c / headSize) * tokens + i) * tokens + j] * Double(value[(first + j) * stride + c])
        }
      }
      #expect(largestError(others[(first + i) * size..<(first + i + 1) * size].map(Double.init), expected) < 1e-5)
    }
    #expect(others[..<(first * size)].allSatisfy { $0 == -7 } && others[((first + tokens) * size)...].allSatisfy { $0 == -7 })
  }

  @Test("a small rest is kept beside a large part of the token's own")
  func smallRest() {
    // In a difference of sums, 1e-9 beside 1e4 would be lost.
    var others: [Float] = [0, 0]
    var values = [Float](repeating: 0, count: 4 * 32)
    (values[0], values[1], values[32], values[33]) = (1, 1e-9, 1e-9, 1)
    values.withUnsafeBufferPointer { values in
      var probabilities = ge_probabilities(
        heads: 1, first: 0, tokens: 2, block: 0, rows: 2, values: values.baseAddress, head_stride: 16 * 32, row_stride: 32)
      ge_mix_others(&probabilities, [1e4, 2e4] + [Float](repeating: 0, count: 40), 1, 1, &others)
    }
    #expect(others == [1e-9 * 2e4, 1e-9 * 1e4])
  }

  @Test("sums of rows leave the diagonal out; a local matrix has a diagonal of its own", arguments: tokens)
  func rows(tokens: Int) {
    var random = RandomNumbers(seed: UInt64(tokens))
    let width = padded(tokens)
    var pairs = [Float](repeating: 0, count: tokens * width)
    for i in 0..<tokens {
      // An infinite diagonal would make every sum infinite that it takes part in.
      for j in 0..<tokens { pairs[i * width + j] = i == j ? .infinity : .random(in: 0...1, using: &random) }
    }
    var sums = [Float](repeating: .nan, count: tokens)
    ge_sums_of_others(pairs, tokens, &sums)
    let (scale, diagonal) = (random.floats(tokens), random.floats(tokens))
    var out = [Float](repeating: .nan, count: tokens * width)
    ge_local_matrix(pairs, scale, diagonal, tokens, &out)
    for i in 0..<tokens {
      let expected = (0..<tokens).reduce(0.0) { $1 == i ? $0 : $0 + Double(pairs[i * width + $1]) }
      #expect(abs(Double(sums[i]) - expected) < 1e-5)
      #expect((0..<width).allSatisfy { out[i * width + $0] == ($0 == i ? diagonal[i] : pairs[i * width + $0] * scale[i]) })
    }
  }

  @Test("norms of rows", arguments: [1, 7, 16, 33, 64])
  func norms(size: Int) {
    var random = RandomNumbers(seed: UInt64(size))
    let x = random.floats(3 * size)
    var norms: [Float] = [0, 0, 0, -7]
    ge_row_norms(x, 3, size, &norms)
    let expected = (0..<3).map { i in (0..<size).reduce(0.0) { $0 + Double(x[i * size + $1]) * Double(x[i * size + $1]) }.squareRoot() }
    #expect(largestError(norms.prefix(3).map(Double.init), expected) < 1e-5 && norms[3] == -7)
  }
}
