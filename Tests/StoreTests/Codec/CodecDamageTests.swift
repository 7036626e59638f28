import Store
import Support
import TestSupport
import Testing

/// Whatever the bytes, the decoder refuses them or returns some matrix.
struct CodecDamageTests {
  /// Decodes the bytes; returns whether a matrix resulted, which has no signs where the payload says so.
  private static func survives(_ bytes: [UInt8], _ codec: MatrixCodec, size: Int, isUnsigned: Bool = false) -> Bool {
    guard let decoded = try? codec.decode(bytes, size: size, exponent: 0) else { return false }
    if isUnsigned { #expect(decoded.values.allSatisfy { $0.sign == .plus }) }
    if codec == .tenthPercent { #expect(decoded.values.allSatisfy { abs($0) < 1 }) }
    return true
  }

  @Test(arguments: MatrixCodec.allCases) func `a truncated payload is refused`(codec: MatrixCodec) {
    for size in [1, 2, 5, 27] {
      for (name, values) in CodecTests.matrices(size: size) {
        let payload = MatrixCodec.encode(ScaledMatrix(size: size, values: values, exponent: 0), preferring: codec).bytes
        for count in 0..<payload.count where payload.count < 200 || count % 7 == 0 {
          #expect(!Self.survives(Array(payload.prefix(count)), codec, size: size), "\(name), \(count) of \(payload.count) bytes")
        }
        #expect(!Self.survives(payload + [0], codec, size: size), "\(name) and a byte more")
      }
    }
  }

  @Test(arguments: MatrixCodec.allCases) func `a payload of another size is refused`(codec: MatrixCodec) {
    for (name, values) in CodecTests.matrices(size: 16) where ["random", "like a rollout", "random with signs"].contains(name) {
      let payload = MatrixCodec.encode(ScaledMatrix(size: 16, values: values, exponent: 0), preferring: codec).bytes
      for size in [0, 1, 2, 15, 17, 64, 512] { #expect(!Self.survives(payload, codec, size: size), "\(name) as \(size) rows") }
    }
  }

  @Test(arguments: [-1, MatrixCodec.largestSize + 1, .max, .min]) func `an impossible size is refused`(size: Int) {
    #expect(throws: StoreError.self) { try MatrixCodec.tenthPercent.decode([0], size: size, exponent: 0) }
  }

  @Test(arguments: MatrixCodec.allCases) func `flipped bits and random bytes do no harm`(codec: MatrixCodec) {
    var random = RandomNumbers(seed: 7)
    for size in [1, 2, 5, 16, 33, 64] {
      for (_, values) in CodecTests.matrices(size: size) {
        let payload = MatrixCodec.encode(ScaledMatrix(size: size, values: values, exponent: 0), preferring: codec).bytes
        for _ in 0..<60 {
          var damaged = payload
          for _ in 0...Int(random.next() % 3) { damaged[Int(random.next() % UInt64(damaged.count))] ^= 1 << UInt8(random.next() % 8) }
          _ = Self.survives(damaged, codec, size: size)
        }
      }
      for _ in 0..<300 {
        // A block of literals, so that LZ4 decodes the noise, of about the length of a matrix.
        let noise = (0..<Int(random.next() % UInt64(6 * size * size + 2))).map { _ in UInt8(truncatingIfNeeded: random.next()) }
        let preset = UInt8(random.next() % 4)
        for maps: UInt8 in [0, 0x40, 0x80, 0xc0] {
          for bytes in [noise, noise.map { _ in 0xff }] {
            _ = Self.survives(Self.literals([preset | maps] + bytes), codec, size: size, isUnsigned: maps & 0x40 == 0)
          }
        }
        _ = Self.survives(noise, codec, size: size)
      }
    }
  }

  /// An LZ4 block that holds `bytes` uncompressed.
  private static func literals(_ bytes: [UInt8]) -> [UInt8] {
    guard bytes.count >= 15 else { return [UInt8(bytes.count << 4)] + bytes }
    let more = bytes.count - 15
    return [0xf0] + [UInt8](repeating: 255, count: more / 255) + [UInt8(more % 255)] + bytes
  }
}
