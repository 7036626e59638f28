import CKernels
import TestSupport
import Testing

@testable import Engine

/// The kernel of ALTI, compared with its definition.
@Suite struct AltiKernelTests {
  private func padded(_ count: Int) -> Int { (count + 15) / 16 * 16 }

  @Test("sums of differences of distances, over features in parts", arguments: [1, 2, 5, 15, 16, 17, 40], [1, 3, 4, 9])
  func sums(tokens: Int, features: Int) {
    var random = RandomNumbers(seed: UInt64(100 * tokens + features))
    let (senders, width) = (3, padded(tokens))
    // The lanes behind the text hold what belongs to another one.
    let stride = tokens * width + 16
    let weights = random.floats(senders * stride, in: 0...1)
    let vectors = random.floats(features * senders * width, in: -1...1)
    let ldy = features + 2
    let y = random.floats(tokens * ldy, in: -1...1)
    let scale = random.floats(tokens, in: 0.5...2)
    var sums = [Float](repeating: 0, count: tokens * width)
    let first = features / 2
    // In two parts, as for blocks of features.
    if first > 0 { ge_alti_add(weights, stride, vectors, senders, first, y, ldy, scale, tokens, &sums) }
    ge_alti_add(
      weights, stride, Array(vectors[(first * senders * width)...]), senders, features - first, Array(y[first...]), ldy, scale, tokens,
      &sums)
    for i in 0..<tokens {
      let expected = (0..<tokens).map { j in
        (0..<features).reduce(0.0) { sum, f in
          let value = Double(y[i * ldy + f])
          let part = (0..<senders).reduce(0.0) {
            $0 + Double(weights[$1 * stride + i * width + j]) * Double(vectors[(f * senders + $1) * width + j])
          }
          return sum + abs(value) - abs(value - Double(scale[i]) * part - 1e-6)
        }
      }
      #expect(largestError(sums[i * width..<i * width + tokens].map(Double.init), expected) < 1e-5)
    }
  }

  @Test("a small contribution is exact beside a large output")
  func small() {
    // A difference of distances of 1e6 would lose a part of 1e-3 after three digits.
    var sums = [Float](repeating: 0, count: 16)
    ge_alti_add([1] + [Float](repeating: 0, count: 15), 16, [1e-3] + [Float](repeating: 0, count: 15), 1, 1, [1e6], 1, [1], 1, &sums)
    #expect(abs(sums[0] - 1.001e-3) < 1e-9)
    ge_alti_add([1] + [Float](repeating: 0, count: 15), 16, [-1e-3] + [Float](repeating: 0, count: 15), 1, 1, [-1e6], 1, [1], 1, &sums)
    #expect(abs(sums[0] - 2e-3) < 1e-9)
  }

  @Test("rows are divided by their sums; a row of zeros is that of the identity; NaN stays")
  func finish() {
    let nan = Float.nan
    func finished(_ rows: [[Float]], scale: [Float]) -> [[Float]] {
      var sums = rows.flatMap { $0 + [Float](repeating: -7, count: 16 - $0.count) }
      ge_alti_finish(scale, rows.count, &sums)
      #expect((0..<rows.count).allSatisfy { i in sums[16 * i + rows.count..<16 * (i + 1)].allSatisfy { $0 == 0 } || sums[16 * i].isNaN })
      return (0..<rows.count).map { Array(sums[16 * $0..<16 * $0 + rows.count]) }
    }
    // Numbers so small that the reciprocal of their sum is infinite.
    let tiny = Float.leastNormalMagnitude / 16
    #expect(
      finished([[3, 1, -2], [-1, -1, 0], [tiny, 3 * tiny, 0]], scale: [1, 2, 3]) == [[0.75, 0.25, 0], [0, 1, 0], [0.25, 0.75, 0]])
    let broken = finished([[1, nan, 1], [1, 1, 2], [0, 0, 0]], scale: [1, nan, 1])
    #expect(broken[0].allSatisfy(\.isNaN) && broken[1].allSatisfy(\.isNaN) && broken[2] == [0, 0, 1])
  }
}
