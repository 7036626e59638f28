import CKernels
import TestSupport
import Testing

@testable import Engine

/// The fast attention and the factorised pair norms, compared with their definitions.
@Suite struct AttentionTests {
  @Test(
    "a text in the middle of a batch gets the context and the pair norms of the definition",
    arguments: [
      (1, 1, 4), (2, 2, 8), (5, 3, 16), (17, 4, 8), (33, 2, 48), (16, 3, 10), (12, 12, 32), (67, 1, 64), (21, 5, 20), (29, 2, 64),
      (130, 2, 40), (300, 1, 72),
    ])
  func matchesDefinition(tokens: Int, heads: Int, headSize: Int) {
    var random = RandomNumbers(seed: UInt64(tokens * 1000 + heads * 100 + headSize))
    let size = heads * headSize
    let rows = (tokens + 96) / 32 * 32
    let first = 7
    let ldt = rows + 16
    let projected = random.floats(rows * 3 * size + 64)
    let outputWeight = random.floats(size * size)
    let gamma1 = random.floats(size, in: 0.5...1.5)
    let gamma2 = random.floats(size, in: -1.5...1.5)
    let input = random.floats(rows * size)
    let gram = GramCase(
      heads: heads, headSize: headSize, rows: rows, projected: projected, outputWeight: outputWeight, gamma1: gamma1, gamma2: gamma2,
      input: input
    ).matrices(.f32)
    var keyT = [Float](repeating: 0, count: size * ldt)
    var context = [Float](repeating: 0, count: rows * size)
    var scratch = [Float](repeating: 0, count: ge_attention_scratch(heads, tokens))
    let padded = (tokens + 15) / 16 * 16
    var pairs = [Float](repeating: .nan, count: tokens * padded)
    var own = [Float](repeating: -7, count: rows)
    projected.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      ge_transpose(base + size, 3 * size, rows, size, &keyT, ldt)
      context.withUnsafeMutableBufferPointer { output in
        keyT.withUnsafeBufferPointer { t in
          gram.withUnsafeBufferPointer { g in
            var arguments = ge_attention(
              heads: heads, head_size: headSize, query: base, value: base + 2 * size, ld: 3 * size, key_t: t.baseAddress, ldt: ldt,
              context: output.baseAddress, reduced_context: ge_reduced())
            for token in stride(from: 0, to: tokens, by: GE_ATTENTION_ROWS) {
              var block = ge_attend(&arguments, nil, first, tokens, token, &scratch)
              ge_pair_norms(&block, g.baseAddress, ldt, &pairs, &own)
            }
          }
        }
      }
    }

    func part(_ block: Int) -> [Double] {
      (first..<first + tokens).flatMap { i in (0..<size).map { Double(projected[i * 3 * size + block * size + $0]) } }
    }
    let naive = NaiveLayer(
      tokens: tokens, heads: heads, headSize: headSize, query: part(0), key: part(1), value: part(2),
      outputWeight: outputWeight.map(Double.init), gamma1: gamma1.map(Double.init), gamma2: gamma2.map(Double.init),
      input: input[first * size..<(first + tokens) * size].map(Double.init))
    let contextError = largestError(context[first * size..<(first + tokens) * size].map(Double.init), naive.context())
    #expect(contextError < 2e-6, "context: largest error \(contextError)")
    let real = (0..<tokens).flatMap { i in (0..<tokens).map { Double(pairs[i * padded + $0]) } }
    let pairError = largestRelativeError(real, naive.pairs(), above: 1e-6)
    #expect(pairError < 1e-4, "pairs: largest relative error \(pairError)")
    if tokens <= 33 {
      let withoutResidual = NaiveLayer(
        tokens: tokens, heads: heads, headSize: headSize, query: part(0), key: part(1), value: part(2), outputWeight: naive.outputWeight,
        gamma1: naive.gamma1, gamma2: naive.gamma2, input: [Double](repeating: 0, count: tokens * size)
      ).pairs()
      let ownError = largestRelativeError(
        own[first..<first + tokens].map(Double.init), (0..<tokens).map { withoutResidual[$0 * (tokens + 1)] }, above: 1e-6)
      #expect(ownError < 1e-4, "diagonal without residual: largest relative error \(ownError)")
    }
    #expect(own[..<first].allSatisfy { $0 == -7 } && own[(first + tokens)...].allSatisfy { $0 == -7 })
    let padding = (0..<tokens).flatMap { i in (tokens..<padded).map { pairs[i * padded + $0] } }
    #expect(padding.allSatisfy { $0 == 0 }, "the padding of the pairs is 0")
    #expect(context[..<(first * size)].allSatisfy { $0 == 0 } && context[((first + tokens) * size)...].allSatisfy { $0 == 0 })
  }
}
