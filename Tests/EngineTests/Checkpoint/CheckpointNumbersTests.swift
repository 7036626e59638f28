import CKernels
import Testing

@Suite struct CheckpointNumbersTests {
  @Test("All 65,536 half precision numbers are converted exactly")
  func half() {
    let bits = [UInt16](0...UInt16.max)
    var floats = [Float](repeating: 0, count: bits.count)
    bits.withUnsafeBytes { ge_half_to_float($0.baseAddress, &floats, bits.count) }
    for (bits, float) in zip(bits, floats) {
      let expected = Float(Float16(bitPattern: bits))
      #expect(float.bitPattern == expected.bitPattern || (float.isNaN && expected.isNaN), "0x\(String(bits, radix: 16))")
    }
  }

  @Test("All bfloat16 numbers are the upper halves of floats")
  func bfloat16() {
    let bits = [UInt16](0...UInt16.max)
    var floats = [Float](repeating: 0, count: bits.count)
    bits.withUnsafeBytes { ge_bfloat16_to_float($0.baseAddress, &floats, bits.count) }
    #expect(zip(bits, floats).allSatisfy { $1.bitPattern == UInt32($0) << 16 })
  }

  @Test("Numbers at odd addresses, few and many", arguments: [0, 1, 2, 7, 8, 15, 16, 17, 31, 33, 64, 1000])
  func unaligned(count: Int) {
    let bytes: [UInt8] = [0] + (0..<count).flatMap { [UInt8(truncatingIfNeeded: $0), 0x3C] }
    var floats = [Float](repeating: -1, count: count + 1)
    bytes.withUnsafeBytes { ge_half_to_float($0.baseAddress?.advanced(by: 1), &floats, count) }
    let expected: [Float] = (0..<count).map { 1 + Float($0 % 256) / 1024 }
    #expect(floats.dropLast() == expected[...])
    #expect(floats.last == -1)
  }

  @Test("Any changed byte, length or order changes the hash")
  func hash() {
    func hash(_ bytes: [UInt8], _ seed: globenc_hash = globenc_hash(low: 0, high: 0)) -> [UInt64] {
      let hash = bytes.withUnsafeBytes { globenc_hash_bytes($0.baseAddress, $0.count, seed) }
      return [hash.low, hash.high]
    }
    var seen: Set<[UInt64]> = []
    var inserted = 0
    func add(_ value: [UInt64]) {
      seen.formUnion([value, [value[0]], [value[1]]])
      inserted += 3
    }
    for count in 0..<200 { add(hash([UInt8](repeating: 0, count: count))) }
    for place in 0..<200 {
      for bit in 0..<8 {
        var bytes = (0..<200).map { UInt8(truncatingIfNeeded: $0 * 7) }
        bytes[place] ^= 1 << bit
        add(hash(bytes))
      }
    }
    add(hash([1], globenc_hash(low: 1, high: 0)))
    add(hash([1], globenc_hash(low: 0, high: 1)))
    #expect(seen.count == inserted)
  }

  @Test("The hash is the same on every machine")
  func stableHash() {
    let bytes = (0..<1000).map { UInt8(truncatingIfNeeded: $0 * $0) }
    let hash = bytes.withUnsafeBytes { globenc_hash_bytes($0.baseAddress, $0.count, globenc_hash(low: 1, high: 2)) }
    #expect([hash.low, hash.high] == [13_335_612_041_660_451_684, 14_931_773_095_838_471_530])
  }
}
