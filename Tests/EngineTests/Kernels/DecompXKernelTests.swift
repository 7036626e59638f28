import CKernels
import TestSupport
import Testing

@testable import Engine

/// The kernels of DecompX, compared with their definitions.
@Suite struct DecompXKernelTests {
  @Test("shares, shared biases, normalized and activated parts", arguments: [1, 2, 5, 17], [1, 7, 16, 33, 64])
  func parts(rows: Int, size: Int) {
    var random = RandomNumbers(seed: UInt64(100 * rows + size))
    let ld = size + 3
    let start = random.floats(rows * ld, in: -1...1)
    let (bias, gamma, slopes) = (random.floats(size, in: -1...1), random.floats(size, in: -1...1), random.floats(size, in: -1...1))
    func row(_ x: [Float], _ k: Int) -> [Double] { x[k * ld..<k * ld + size].map(Double.init) }
    var shares = [Float](repeating: .nan, count: rows + 1)
    ge_bias_shares(start, ld, bias, rows, size, &shares)
    let products = (0..<rows).map { abs(zip(row(start, $0), bias).reduce(0) { $0 + $1.0 * Double($1.1) }) }
    let sum = products.reduce(0, +)
    #expect(largestError(shares.prefix(rows).map(Double.init), products.map { $0 / sum }) < 1e-5 && shares[rows].isNaN)
    var (added, normalized, activated) = (start, start, start)
    ge_add_shares(shares, bias, rows, size, &added, ld)
    ge_normalize_parts(gamma, 0.5, rows, size, &normalized, ld)
    ge_activate_parts(shares, bias, slopes, rows, size, &activated, ld)
    for k in 0..<rows {
      let x = row(start, k)
      let shared = zip(x, bias).map { $0 + Double(shares[k]) * Double($1) }
      #expect(largestError(row(added, k), shared) < 1e-6)
      #expect(largestError(row(activated, k), zip(shared, slopes).map { $0 * Double($1) }) < 1e-6)
      let mean = x.reduce(0, +) / Double(size)
      #expect(largestError(row(normalized, k), zip(x, gamma).map { ($0 - mean) * 2 * Double($1) }) < 1e-5)
      for other in [added, normalized, activated] { #expect(other[k * ld + size..<(k + 1) * ld] == start[k * ld + size..<(k + 1) * ld]) }
    }
  }

  @Test("where no part has a product with the bias, no part gets any of it; NaN stays")
  func degenerate() {
    var shares: [Float] = [.nan, .nan]
    ge_bias_shares([1, 0, 2, 0], 2, [0, 3], 2, 2, &shares)
    #expect(shares == [0, 0])
    ge_bias_shares([1, .nan, 2, 0], 2, [0, 3], 2, 2, &shares)
    #expect(shares[0].isNaN && shares[1].isNaN)
  }
}
