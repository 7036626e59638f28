import TestSupport
import Testing

@testable import Engine

/// The Gram matrices of the vectors that tokens send, compared with their definition.
@Suite struct GramTests {
  private static let shapes = [(1, 1), (1, 7), (2, 8), (3, 15), (4, 32), (5, 3), (8, 8), (12, 32), (12, 64), (16, 5)]

  private func makeCase(heads: Int, headSize: Int) -> GramCase {
    var random = RandomNumbers(seed: UInt64(heads * 100 + headSize))
    let size = heads * headSize
    let rows = 64
    return GramCase(
      heads: heads, headSize: headSize, rows: rows, projected: random.floats(rows * 3 * size), outputWeight: random.floats(size * size),
      gamma1: random.floats(size, in: 0.5...1.5), gamma2: random.floats(size, in: -1.5...1.5), input: random.floats(rows * size))
  }

  /// The largest difference from the definition, relative to the largest of the token's products.
  private func error(_ example: GramCase, _ precision: Precision) -> Double {
    let gram = example.matrices(precision)
    return [0, 1, 31, 32, 63].reduce(0.0) { worst, token in
      let expected = example.definition(token: token)
      let actual = (0..<example.pairs).map { Double(gram[$0 * example.ldt + token]) }
      return max(worst, largestError(actual, expected) / max(expected.reduce(0.0) { max($0, abs($1)) }, 1e-30))
    }
  }

  @Test("the inner products of the vectors that a token sends equal the definition", arguments: shapes)
  func matchesDefinition(heads: Int, headSize: Int) {
    let found = error(makeCase(heads: heads, headSize: headSize), .f32)
    #expect(found < 2e-6, "largest error \(found)")
  }

  @Test(
    "from values and weights in bf16 they are within its rounding", .enabled(if: FixedMap.hasBFloat16, "no bf16 on this processor"),
    arguments: shapes)
  func bfloat16(heads: Int, headSize: Int) {
    let example = makeCase(heads: heads, headSize: headSize)
    let found = error(example, .bf16)
    #expect(found < 2e-2, "largest error \(found)")
    #expect(found > 1e-6 || example.size == 1, "it is not the kernel of single precision")
  }

  @Test("nothing is written behind the rows of the batch")
  func staysInside() {
    let example = makeCase(heads: 3, headSize: 15)
    for precision in [Precision.f32, .bf16] where precision == .f32 || FixedMap.hasBFloat16 {
      let gram = example.matrices(precision)
      #expect((0..<example.pairs).allSatisfy { row in (example.rows..<example.ldt).allSatisfy { gram[row * example.ldt + $0] == -7 } })
    }
  }
}
