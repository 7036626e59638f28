/// The byte layout of an example's tokens; `schema/README.md` describes it in prose.
enum TokenBlobs {
  /// The place of a token; offsets are nil for a special token, and where the store does not keep them.
  typealias Place = (segment: UInt8, isSpecial: Bool, offsets: Range<Int>?)

  /// Vocabulary ids as LEB128 numbers.
  static func packIDs(_ tokens: [ExampleToken]) -> [UInt8] {
    var writer = VariableLengthWriter(capacity: tokens.count * 2)
    for token in tokens { writer.add(UInt64(UInt32(bitPattern: token.id))) }
    return writer.bytes
  }

  /// Vocabulary ids; nil where the bytes do not encode exactly `count` ids.
  static func unpackIDs(_ bytes: [UInt8], count: Int) -> [Int32]? {
    // Each id takes at least a byte; the comparison bounds the memory.
    guard 0...bytes.count ~= count else { return nil }
    var reader = VariableLengthReader(bytes)
    var ids: [Int32] = []
    ids.reserveCapacity(count)
    for _ in 0..<count {
      guard let id = reader.next().flatMap(Int32.init(exactly:)) else { return nil }
      ids.append(id)
    }
    return reader.isAtEnd ? ids : nil
  }

  /// Segments and offsets. A token of the template is one number, its segment times 2; a token without offsets is its segment times 2, plus
  /// 4. Any other token is two numbers: first the signed distance of its start from the end of the token before it in the same segment, as
  /// zigzag times 4, plus segment times 2, plus 1; then its length.
  static func packOffsets(_ tokens: [ExampleToken]) -> [UInt8] {
    var writer = VariableLengthWriter(capacity: tokens.count * 2)
    var ends = [0, 0]
    for token in tokens {
      precondition(token.segment < 2, "segment \(token.segment) of a pair of texts")
      let segment = Int(token.segment)
      guard let offsets = token.offsets else {
        writer.add(UInt64(segment << 1 | (token.isSpecial ? 0 : 4)))
        continue
      }
      let distance = offsets.lowerBound - ends[segment]
      let zigzag = UInt64(bitPattern: Int64((distance << 1) ^ (distance >> 63)))
      writer.add(zigzag << 2 | UInt64(segment << 1) | 1)
      writer.add(UInt64(offsets.count))
      ends[segment] = offsets.upperBound
    }
    return writer.bytes
  }

  /// Segments and offsets; nil where the bytes do not encode exactly `count` tokens.
  static func unpackOffsets(_ bytes: [UInt8], count: Int) -> [Place]? {
    guard 0...bytes.count ~= count else { return nil }
    var reader = VariableLengthReader(bytes)
    var tokens: [Place] = []
    tokens.reserveCapacity(count)
    var ends = [0, 0]
    for _ in 0..<count {
      guard let head = reader.next() else { return nil }
      let segment = Int(head >> 1 & 1)
      guard head & 1 == 1 else {
        guard head < 8 else { return nil }
        tokens.append((UInt8(segment), head < 4, nil))
        continue
      }
      let zigzag = Int64(bitPattern: head >> 2)
      let start = ends[segment] + Int((zigzag >> 1) ^ -(zigzag & 1))
      // No text is longer; the bound keeps damaged numbers from overflowing.
      guard let length = reader.next(), length < 1 << 40, start >= 0, start < 1 << 40 else { return nil }
      ends[segment] = start + Int(length)
      tokens.append((UInt8(segment), false, start..<ends[segment]))
    }
    return reader.isAtEnd ? tokens : nil
  }

  /// Floats of four bytes each, little-endian.
  static func packFloats(_ values: some Collection<Float>) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(values.count * 4)
    for value in values {
      let bits = value.bitPattern
      bytes.append(UInt8(truncatingIfNeeded: bits))
      bytes.append(UInt8(truncatingIfNeeded: bits >> 8))
      bytes.append(UInt8(truncatingIfNeeded: bits >> 16))
      bytes.append(UInt8(truncatingIfNeeded: bits >> 24))
    }
    return bytes
  }

  /// Floats; nil where the number of bytes is no multiple of four.
  static func unpackFloats(_ bytes: [UInt8]) -> [Float]? {
    guard bytes.count % 4 == 0 else { return nil }
    return bytes.withUnsafeBytes { raw in
      stride(from: 0, to: raw.count, by: 4).map {
        Float(bitPattern: UInt32(littleEndian: raw.loadUnaligned(fromByteOffset: $0, as: UInt32.self)))
      }
    }
  }
}
