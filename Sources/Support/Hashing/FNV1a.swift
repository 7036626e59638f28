/// The hash FNV-1a of 64 bits, <http://www.isthe.com/chongo/tech/comp/fnv/>. It finds accidents, not forgeries.
public struct FNV1a: Sendable {
  /// The hash of the bytes so far.
  public var value: UInt64

  /// Begins with the hash of no bytes, or continues from a hash.
  @inlinable
  public init(value: UInt64 = 0xCBF2_9CE4_8422_2325) { self.value = value }

  /// Adds the bytes of a text.
  public mutating func add(_ text: some StringProtocol) {
    for byte in text.utf8 { add(byte) }
  }

  /// Adds the bytes of a number, the lowest first.
  public mutating func add(bytesOf number: UInt32) {
    for shift in [0, 8, 16, 24] as [UInt32] { add(UInt8(truncatingIfNeeded: number >> shift)) }
  }

  /// Adds a byte.
  @inlinable
  public mutating func add(_ byte: UInt8) { value = (value ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
}
