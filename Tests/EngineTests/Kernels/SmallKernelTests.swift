import CKernels
import Support
import TestSupport
import Testing

@testable import Engine

@Suite struct SmallKernelTests {
  @Test("a transposition moves every entry and nothing else", arguments: [(1, 1), (3, 5), (16, 16), (32, 48), (33, 17), (96, 20)])
  func transpose(rows: Int, columns: Int) {
    var random = RandomNumbers(seed: UInt64(rows * 100 + columns))
    let ld = columns + 3
    let ldt = rows + 16
    let x = random.floats(rows * ld)
    var out = [Float](repeating: -7, count: columns * ldt)
    ge_transpose(x, ld, rows, columns, &out, ldt)
    for c in 0..<columns {
      #expect((0..<rows).allSatisfy { out[c * ldt + $0] == x[$0 * ld + c] })
      #expect((rows..<ldt).allSatisfy { out[c * ldt + $0] == -7 })
    }
  }

  @Test("a rollout step is the scaled matrix product", arguments: [1, 2, 15, 16, 17, 31, 64, 77, 130])
  func rolloutStep(tokens: Int) {
    var random = RandomNumbers(seed: UInt64(tokens))
    let padded = (tokens + 15) / 16 * 16
    var pairs = [Float](repeating: 0, count: tokens * padded)
    var previous = pairs
    for i in 0..<tokens {
      for j in 0..<tokens {
        pairs[i * padded + j] = .random(in: 0...1, using: &random)
        previous[i * padded + j] = .random(in: 0...1, using: &random)
      }
    }
    let scale = random.floats(tokens, in: 0.5...2)
    var out = [Float](repeating: .nan, count: tokens * padded)
    let top = ge_rollout_step(pairs, scale, previous, tokens, &out)
    var expected: [Double] = []
    var actual: [Double] = []
    for i in 0..<tokens {
      for j in 0..<tokens {
        expected.append(
          (0..<tokens).reduce(0.0) { $0 + Double(pairs[i * padded + $1]) * Double(previous[$1 * padded + j]) } * Double(scale[i]))
        actual.append(Double(out[i * padded + j]))
      }
    }
    #expect(largestRelativeError(actual, expected) < 1e-5)
    #expect(Double(top) == actual.max())
    #expect(out.allSatisfy { !$0.isNaN }, "the padding is written too")

    var scaled = [Float](repeating: .nan, count: tokens * padded)
    let highest = ge_scale_rows(pairs, scale, tokens, &scaled)
    #expect(highest == scaled.max())
    #expect((0..<tokens * padded).allSatisfy { scaled[$0] == pairs[$0] * scale[$0 / padded] })
  }

  @Test("an affine map of one row equals its definition", arguments: [(1, 1), (2, 17), (3, 128), (5, 33)])
  func affine(outputs: Int, inputs: Int) {
    var random = RandomNumbers(seed: UInt64(outputs * 1000 + inputs))
    let weight = random.floats(outputs * inputs)
    let bias = random.floats(outputs)
    let x = random.floats(inputs)
    let y = Kernels.affine(weight: weight, bias: bias, x)
    let expected = (0..<outputs).map { o in
      (0..<inputs).reduce(Double(bias[o])) { $0 + Double(weight[o * inputs + $1]) * Double(x[$1]) }
    }
    #expect(largestError(y.map(Double.init), expected) < 1e-5)
  }

  @Test("a rollout keeps its ratios far beyond the range of single precision")
  func scaleOfRollout() {
    var rollout = Rollout()
    for _ in 0..<100 { rollout.advance(top: 0.75 * 0x1p20) }
    let matrix = rollout.matrix([0.75 * 0x1p20], size: 1, padded: 1)
    #expect(matrix == ScaledMatrix(size: 1, values: [0.75], exponent: 2000))
    var zero = Rollout()
    zero.advance(top: 0)
    #expect(zero.matrix([0], size: 1, padded: 1) == ScaledMatrix(size: 1, values: [0], exponent: 0))
  }
}
