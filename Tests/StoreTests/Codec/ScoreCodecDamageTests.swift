import Store
import TestSupport
import Testing

/// Whatever the bytes, the decoder refuses them or returns `T` finite scores.
struct ScoreCodecDamageTests {
  static func isRefused(_ bytes: [UInt8], count: Int) -> Bool {
    guard let scores = try? ScoreCodec.decode(bytes, count: count) else { return true }
    #expect(scores.count == count && scores.allSatisfy(\.isFinite))
    return false
  }

  @Test(arguments: ScoreCodec.allCases) func `bytes of another length or form are refused`(codec: ScoreCodec) {
    for count in [0, 1, 2, 27] {
      let bytes = codec.encode(ScoreCodecTests.scores(count, upTo: 2))
      #expect(!Self.isRefused(bytes, count: count))
      for length in bytes.indices { #expect(Self.isRefused(Array(bytes.prefix(length)), count: count)) }
      #expect(Self.isRefused(bytes + [0], count: count) && Self.isRefused(bytes + [0, 0], count: count))
      for other in [count + 1, count + 2, -1, .min, .max] { #expect(Self.isRefused(bytes, count: other)) }
      #expect(Self.isRefused([2] + bytes.dropFirst(), count: count) && Self.isRefused([0xff] + bytes.dropFirst(), count: count))
    }
  }

  @Test(
    "A largest score or steps that no text has are refused",
    arguments: [
      ("no step is the largest score's", [1, 0, 0, 0x80, 0x3f, 0, 0x40, 0, 0xc0]),
      ("steps of a largest score of 0", [1, 0, 0, 0, 0, 0xff, 0x7f, 0, 0]),
      ("a step of -32768", [1, 0, 0, 0x80, 0x3f, 0xff, 0x7f, 0, 0x80]),
      ("a negative largest score", [1, 0, 0, 0x80, 0xbf, 0xff, 0x7f, 0, 0]),
      ("an infinite largest score", [1, 0, 0, 0x80, 0x7f, 0xff, 0x7f, 0, 0]),
      ("a largest score that is NaN", [1, 0, 0, 0xc0, 0x7f, 0xff, 0x7f, 0, 0]),
      ("a NaN among floats", [0, 0, 0, 0xc0, 0x7f, 0, 0, 0x80, 0x3f]),
    ] as [(String, [UInt8])])
  func refusal(name: String, bytes: [UInt8]) {
    #expect(Self.isRefused(bytes, count: 2), "\(name)")
  }

  @Test func `the error is damage, and says how many bytes and tokens there are`() throws {
    let error = #expect(throws: StoreError.self) { try ScoreCodec.decode([1, 0, 0], count: 4) }
    #expect(error?.isDamage == true)
    #expect(error?.description == "3 bytes are not the signed scores of 4 tokens")
  }

  @Test(arguments: ScoreCodec.allCases) func `flipped bits and random bytes do no harm`(codec: ScoreCodec) {
    var random = RandomNumbers(seed: 5)
    for count in [0, 1, 5, 33] {
      let bytes = codec.encode(ScoreCodecTests.scores(count, upTo: 1))
      for bit in 0..<8 * bytes.count {
        var damaged = bytes
        damaged[bit / 8] ^= 1 << UInt8(bit % 8)
        _ = Self.isRefused(damaged, count: count)
      }
      for _ in 0..<300 {
        let noise = (0..<Int(random.next() % UInt64(bytes.count + 2))).map { _ in UInt8(truncatingIfNeeded: random.next()) }
        _ = Self.isRefused(noise, count: count)
        _ = Self.isRefused([codec.rawValue] + noise, count: count)
      }
    }
  }
}
