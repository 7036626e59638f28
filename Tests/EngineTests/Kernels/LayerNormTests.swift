import CKernels
import TestSupport
import Testing

@Suite struct LayerNormTests {
  @Test("LayerNorm of a sum equals its definition, whatever the size", arguments: [1, 2, 15, 16, 40, 48, 384, 770])
  func matchesDefinition(size: Int) {
    var random = RandomNumbers(seed: UInt64(size))
    let rows = 3
    // A one-pass variance would lose its digits where the mean is far from 0.
    let x = random.floats(rows * size).map { $0 + 100 }
    let residual = random.floats(rows * size)
    let gamma = random.floats(size)
    let beta = random.floats(size)
    var out = [Float](repeating: 0, count: rows * size)
    var deviation = [Float](repeating: 0, count: rows)
    var reduced = ge_reduced()
    ge_layer_norm(x, residual, gamma, beta, 1e-5, rows, size, &out, &deviation, &reduced)

    var expected: [Double] = []
    var expectedDeviation: [Double] = []
    for i in 0..<rows {
      let z = (0..<size).map { Double(x[i * size + $0] + residual[i * size + $0]) }
      let mean = z.reduce(0, +) / Double(size)
      let s = (z.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(size) + 1e-5).squareRoot()
      expectedDeviation.append(s)
      expected += (0..<size).map { (z[$0] - mean) / s * Double(gamma[$0]) + Double(beta[$0]) }
    }
    #expect(largestError(out.map(Double.init), expected) < (size == 1 ? 1e-6 : 2e-4))
    #expect(largestRelativeError(deviation.map(Double.init), expectedDeviation) < 1e-4)
  }

  @Test("the fixed map of both LayerNorms equals its definition", arguments: [1, 7, 16, 40, 384])
  func fixedMap(size: Int) {
    var random = RandomNumbers(seed: UInt64(size))
    let rows = 4
    let x = random.floats(rows * size)
    let gamma1 = random.floats(size)
    let gamma2 = random.floats(size)
    var mapped = [Float](repeating: 0, count: rows * size)
    ge_fixed_map(x, gamma1, gamma2, rows, size, &mapped)
    let layer = NaiveLayer(
      tokens: 0, heads: 1, headSize: size, query: [], key: [], value: [], outputWeight: [], gamma1: gamma1.map(Double.init),
      gamma2: gamma2.map(Double.init), input: [])
    let expected = (0..<rows).flatMap { i in layer.fixedMap((0..<size).map { Double(x[i * size + $0]) }) }
    #expect(largestError(mapped.map(Double.init), expected) < 1e-6)
  }
}
