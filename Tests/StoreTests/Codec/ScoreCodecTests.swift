import Store
import TestSupport
import Testing

/// Signed scores come back from 16 bits within the error that the codec states, and exactly from floats.
struct ScoreCodecTests {
  /// Scores of `count` tokens around 0, as large as `largest`.
  static func scores(_ count: Int, upTo largest: Float, seed: UInt64 = 3) -> [Float] {
    var random = RandomNumbers(seed: seed)
    return random.floats(count).map { $0 * largest }
  }

  /// The largest `|decoded - true|` as a part of the largest absolute score.
  static func error(_ decoded: [Float], _ scores: [Float]) -> Double {
    let largest = scores.reduce(0) { max($0, Double(abs($1))) }
    return zip(decoded, scores).reduce(0) { max($0, abs(Double($1.0) - Double($1.1)) / largest) }
  }

  @Test func `a score takes two bytes behind a header of five, or four behind one`() {
    let scores: [Float] = [0.25, -0.5, 0.125, 0]
    #expect(ScoreCodec.sixteenBits.encode(scores) == [1, 0, 0, 0, 0x3f, 0x00, 0x40, 0x01, 0x80, 0x00, 0x20, 0, 0])
    #expect(ScoreCodec.exact.encode([0.25, -0.5]) == [0, 0, 0, 0x80, 0x3e, 0, 0, 0, 0xbf])
  }

  @Test(arguments: [Float(1), 12.75, 3e-30, 1e-38, 5e30, .greatestFiniteMagnitude])
  func `16 bits keep every score within half a step, and the largest exactly`(largest: Float) throws {
    for count in [1, 2, 3, 27, 512] {
      let scores = Self.scores(count - 1, upTo: largest, seed: UInt64(count)) + [-largest]
      let decoded = try ScoreCodec.decode(ScoreCodec.sixteenBits.encode(scores), count: count)
      #expect(Self.error(decoded, scores) <= ScoreCodec.sixteenBits.maxError)
      #expect(decoded.last == -largest)
    }
  }

  @Test func `the error stated is 1.5e-5 of the largest score, and scores come near to it`() throws {
    #expect(ScoreCodec.exact.maxError == 0)
    #expect(ScoreCodec.sixteenBits.maxError < 1.54e-5)
    let scores = Self.scores(100_000, upTo: 1) + [1]
    let decoded = try ScoreCodec.decode(ScoreCodec.sixteenBits.encode(scores), count: scores.count)
    #expect(Self.error(decoded, scores) > 1.52e-5)
  }

  @Test func `denormal scores are off by half a step and half of the smallest float at most`() throws {
    let smallest = Float.leastNonzeroMagnitude
    for steps in [1, 2, 1000, 32_767, 40_000, 8_000_000] as [Float] {
      let scores = Self.scores(50, upTo: steps * smallest) + [steps * smallest]
      let decoded = try ScoreCodec.decode(ScoreCodec.sixteenBits.encode(scores), count: scores.count)
      let bound = Double(steps * smallest) * ScoreCodec.sixteenBits.maxError + Double(smallest) / 2
      for (score, result) in zip(scores, decoded) { #expect(abs(Double(score) - Double(result)) <= bound) }
      #expect(decoded.last == scores.last)
    }
  }

  @Test(arguments: ScoreCodec.allCases) func `no scores, and scores that are all 0, come back`(codec: ScoreCodec) throws {
    #expect(try ScoreCodec.decode(codec.encode([]), count: 0).isEmpty)
    #expect(try ScoreCodec.decode(codec.encode([0]), count: 1) == [0])
    #expect(try ScoreCodec.decode(codec.encode([0, -0.0, 0]), count: 3) == [0, 0, 0])
  }

  @Test func `the exact form keeps every bit`() throws {
    let scores: [Float] = [0.1, -0.0, .leastNonzeroMagnitude, -.greatestFiniteMagnitude, .pi, -.leastNormalMagnitude / 128]
    let decoded = try ScoreCodec.decode(ScoreCodec.exact.encode(scores), count: scores.count)
    #expect(decoded.map(\.bitPattern) == scores.map(\.bitPattern))
  }

  @Test(arguments: [Float(1), 0.3, 7e8]) func `decoded scores encode to the same bytes`(largest: Float) throws {
    let scores = Self.scores(1000, upTo: largest)
    let bytes = ScoreCodec.sixteenBits.encode(scores)
    #expect(try ScoreCodec.sixteenBits.encode(ScoreCodec.decode(bytes, count: scores.count)) == bytes)
  }

  @Test(arguments: [Float.nan, .infinity, -.infinity].map(\.bitPattern))
  func `a score that is no number is a mistake of the caller`(bits: UInt32) async {
    await #expect(processExitsWith: .failure) { [bits] in _ = ScoreCodec.sixteenBits.encode([0.5, Float(bitPattern: bits)]) }
    await #expect(processExitsWith: .failure) { [bits] in _ = ScoreCodec.exact.encode([Float(bitPattern: bits)]) }
  }
}
