import CKernels
import TestSupport
import Testing

/// The bf16 inputs of dense products.
@Suite struct RoundingTests {
  /// The value of a bf16 pattern, where infinity's pattern is 2^128, the number to which numbers beyond the range are rounded.
  private static func value(_ pattern: UInt32) -> Double {
    let exponent = Int(pattern >> 7 & 0xFF)
    let mantissa = Double(pattern & 0x7F) / 128
    let magnitude =
      exponent == 0
      ? Double(sign: .plus, exponent: -126, significand: mantissa)
      : Double(sign: .plus, exponent: exponent - 127, significand: 1 + mantissa)
    return pattern >> 15 == 0 ? magnitude : -magnitude
  }

  /// The nearer of the two neighbours, by distances in double precision.
  private static func nearest(_ x: Float) -> UInt16 {
    let below = x.bitPattern >> 16
    guard x.isFinite else { return UInt16(below) }
    let toBelow = abs(Double(x) - value(below))
    let toAbove = abs(Double(x) - value(below + 1))
    return UInt16(toBelow < toAbove || (toBelow == toAbove && below % 2 == 0) ? below : below + 1)
  }

  private static func rounded(_ x: [Float]) -> [UInt16] {
    var out = [UInt16](repeating: 0, count: x.count)
    ge_round_bfloat16(x, x.count, &out)
    return out
  }

  @Test(
    "every upper half with telling lower ones goes to the nearest number, ties to even", arguments: [0, 1, 0x7FFF, 0x8000, 0x8001, 0xFFFF])
  func everyUpperHalf(lower: UInt32) {
    let x = (UInt32(0)..<0x10000).map { Float(bitPattern: $0 << 16 | lower) }
    let wrong = zip(x, Self.rounded(x)).filter { x, out in
      x.isNaN ? !Float(bitPattern: UInt32(out) << 16).isNaN : out != Self.nearest(x)
    }
    #expect(wrong.isEmpty, "\(wrong.count) wrong, the first of them \(wrong.first.map { "\($0)" } ?? "")")
  }

  @Test("infinities remain infinite, and a number beyond the largest becomes infinite")
  func infinities() {
    let x: [Float] = [.infinity, -.infinity, .greatestFiniteMagnitude, -.greatestFiniteMagnitude, 0, -0.0]
    #expect(Self.rounded(x) == [0x7F80, 0xFF80, 0x7F80, 0xFF80, 0, 0x8000])
  }

  @Test("any number of floats is rounded, and memory behind them is not touched", arguments: [0, 1, 2, 7, 15, 16, 17, 31, 33, 100, 1023])
  func sizes(count: Int) {
    var random = RandomNumbers(seed: UInt64(count))
    let x = random.floats(count + 1)
    var out = [UInt16](repeating: 7, count: count + 1)
    ge_round_bfloat16(x, count, &out)
    #expect(out.dropLast().elementsEqual(x.dropLast().map(Self.nearest)) && out[count] == 7)
  }

  @Test("LayerNorm's rounded output is its output, rounded", arguments: [1, 15, 48, 77, 384])
  func layerNorm(size: Int) {
    var random = RandomNumbers(seed: UInt64(size))
    let rows = 5
    var out = [Float](repeating: 0, count: rows * size)
    var copy = [UInt16](repeating: 7, count: rows * size)
    copy.withUnsafeMutableBufferPointer { copy in
      var reduced = ge_reduced(bfloat16: copy.baseAddress, int8: nil, scale: nil)
      ge_layer_norm(
        random.floats(rows * size), random.floats(rows * size), random.floats(size), random.floats(size), 1e-5, rows, size, &out, nil,
        &reduced)
    }
    #expect(copy == out.map(Self.nearest))
  }
}
