import Support

/// The representation of the signed scores of a text's tokens in bytes. The first of the bytes is the raw value.
///
/// Byte layout: `schema/codec.md`. The arithmetic is in doubles, by operations that IEEE 754 defines to the last bit: the same scores give the
/// same bytes, and the same bytes the same scores, on every machine.
public enum ScoreCodec: UInt8, Sendable, CaseIterable {
  /// The floats themselves.
  case exact = 0
  /// 16 bits a score, in steps of 1/32767 of the text's largest absolute score. Zero and that largest score are exact.
  case sixteenBits = 1

  /// The largest `|decoded - true|`, as a part of the text's largest absolute score: half a step, and the rounding to a float.
  ///
  /// Scores in the range of denormal floats, below 2^-126, can be off by half of the smallest float more.
  public var maxError: Double {
    switch self {
    case .exact: 0
    case .sixteenBits: 0.5 / Double(Self.steps) + 0x1p-24
    }
  }

  private static let steps: Int16 = 32_767

  /// Encodes the scores of a text. `[T]`
  /// - Precondition: Scores are finite.
  public func encode(_ scores: [Float]) -> [UInt8] {
    precondition(scores.allSatisfy(\.isFinite), "a score is infinite or NaN")
    switch self {
    case .exact: return [rawValue] + TokenBlobs.packFloats(scores)
    case .sixteenBits:
      let largest = scores.reduce(0) { max($0, abs($1)) }
      var bytes = [rawValue] + TokenBlobs.packFloats(CollectionOfOne(largest))
      bytes.reserveCapacity(bytes.count + 2 * scores.count)
      for score in scores {
        let part = largest > 0 ? Double(score) / Double(largest) : 0
        let quantised = Int16((part * Double(Self.steps)).rounded(.toNearestOrEven))
        bytes.append(UInt8(truncatingIfNeeded: quantised))
        bytes.append(UInt8(truncatingIfNeeded: quantised >> 8))
      }
      return bytes
    }
  }

  /// Decodes the scores of a text; any bytes may come.
  ///
  /// - Parameters:
  ///   - bytes: A result of `encode`, of either form.
  ///   - count: Tokens of the text, `T`.
  /// - Returns: The scores, exact or within the error of their form. `[T]`
  /// - Throws: `StoreError` where the bytes are damaged beyond doubt. A store keeps a checksum beside them, which finds other damage.
  public static func decode(_ bytes: [UInt8], count: Int) throws -> [Float] {
    guard let scores = unpack(bytes, count: count) else {
      throw StoreError("\(bytes.count) bytes are not the signed scores of \(count) tokens", kind: .damaged)
    }
    return scores
  }

  private static func unpack(_ bytes: [UInt8], count: Int) -> [Float]? {
    // Each score takes at least a byte; the comparison prevents an overflow below.
    guard 0...bytes.count ~= count, let codec = bytes.first.flatMap(ScoreCodec.init) else { return nil }
    switch codec {
    case .exact:
      guard bytes.count == 1 + 4 * count, let scores = TokenBlobs.unpackFloats(Array(bytes.dropFirst())) else { return nil }
      return scores.allSatisfy(\.isFinite) ? scores : nil
    case .sixteenBits:
      guard bytes.count == 5 + 2 * count, let largest = TokenBlobs.unpackFloats(Array(bytes[1..<5]))?.first else { return nil }
      let quantised = bytes.withUnsafeBytes { raw in
        stride(from: 5, to: raw.count, by: 2).map { Int16(littleEndian: raw.loadUnaligned(fromByteOffset: $0, as: Int16.self)) }
      }
      // The largest score is 32,767 steps in either direction, and no score is more.
      let furthest = quantised.reduce(0) { max($0, $1.magnitude) }
      guard largest.isFinite, largest.sign == .plus, furthest == (largest > 0 ? steps.magnitude : 0) else { return nil }
      return quantised.map { Float(Double($0) * Double(largest) / Double(steps)) }
    }
  }
}
