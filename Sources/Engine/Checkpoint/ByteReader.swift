import Support

/// Reads little-endian integers and runs of bytes one after another, and never beyond the end.
struct ByteReader {
  private let bytes: [UInt8]
  /// The name of the data, with which an error's sentence begins.
  private let subject: String
  /// Position of the next byte.
  private(set) var position = 0

  init(_ bytes: [UInt8], subject: String) {
    self.bytes = bytes
    self.subject = subject
  }

  /// Whether all bytes have been read.
  var isAtEnd: Bool { position == bytes.count }

  /// The next byte, without reading it; nil at the end.
  var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

  /// Reads `count` bytes.
  /// - Throws: ``EngineError`` where fewer are left.
  mutating func take(_ count: Int) throws -> ArraySlice<UInt8> {
    guard count >= 0, count <= bytes.count - position else { throw failure("ends too early; it is damaged or was not copied whole") }
    defer { position += count }
    return bytes[position..<position + count]
  }

  /// Reads a little-endian integer.
  /// - Throws: ``EngineError`` where it is cut off.
  mutating func integer<T: FixedWidthInteger>(_ type: T.Type) throws -> T {
    try take(MemoryLayout<T>.size).reversed().reduce(0) { $0 << 8 | T(truncatingIfNeeded: $1) }
  }

  /// Reads a little-endian integer of 64 bits as an `Int`.
  /// - Throws: ``EngineError`` where it is cut off or above `Int.max`.
  mutating func size64() throws -> Int {
    guard let size = Int(exactly: try integer(UInt64.self)) else { throw failure("holds a size that no file has; it is damaged") }
    return size
  }

  /// Reads up to and with the next line feed, and returns the bytes before it.
  /// - Throws: ``EngineError`` where there is no line feed.
  mutating func line() throws -> ArraySlice<UInt8> {
    guard let end = bytes[position...].firstIndex(of: 0x0A) else { throw failure("ends too early; it is damaged or was not copied whole") }
    defer { position = end + 1 }
    return bytes[position..<end]
  }

  /// An error about the data.
  func failure(_ reason: String) -> EngineError {
    EngineError("\(subject) \(reason)", kind: .damaged)
  }
}
