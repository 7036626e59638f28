/// The scalar values in UTF-8. Invalid bytes give some number, but are never read beyond their end.
public struct UTF8Scalars<Bytes: Collection<UInt8>>: IteratorProtocol {
  @usableFromInline let bytes: Bytes
  /// Index of the next scalar's first byte.
  @usableFromInline var position: Bytes.Index

  /// Begins at the first byte.
  @inlinable
  public init(_ bytes: Bytes) {
    self.bytes = bytes
    position = bytes.startIndex
  }

  /// The number of the next scalar; nil at the end.
  @inlinable
  public mutating func next() -> UInt32? {
    position < bytes.endIndex ? Self.scalar(in: bytes, at: &position) : nil
  }

  /// The number of the scalar at `position`, which is moved behind it.
  /// - Precondition: `position` is not the end.
  @inlinable
  @inline(__always)
  public static func scalar(in bytes: Bytes, at position: inout Bytes.Index) -> UInt32 {
    let first = bytes[position]
    bytes.formIndex(after: &position)
    guard first >= 0x80 else { return UInt32(first) }
    let length = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : 1
    var scalar = UInt32(first) & (0x3F >> UInt32(length))
    for _ in 0..<length where position < bytes.endIndex {
      scalar = scalar << 6 | UInt32(bytes[position] & 0x3F)
      bytes.formIndex(after: &position)
    }
    return scalar
  }
}
