/// Reads little-endian numbers and runs of bytes one after the other, never past the end.
struct ByteReader {
  private let bytes: [UInt8]
  /// What is read, as the beginning of an error's sentence.
  private let subject: String
  /// The next byte to be read.
  private(set) var position = 0

  init(_ bytes: [UInt8], subject: String) {
    self.bytes = bytes
    self.subject = subject
  }

  /// Whether all has been read.
  var isAtEnd: Bool { position == bytes.count }

  /// The next byte, which stays the next.
  var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

  /// The next `count` bytes.
  /// - Throws: ``EngineError`` where there are fewer.
  mutating func take(_ count: Int) throws -> ArraySlice<UInt8> {
    guard count >= 0, count <= bytes.count - position else { throw failure("ends too early; it is damaged or was not copied whole") }
    defer { position += count }
    return bytes[position..<position + count]
  }

  /// The next number, little-endian.
  /// - Throws: ``EngineError`` where it is cut off.
  mutating func integer<T: FixedWidthInteger>(_ type: T.Type) throws -> T {
    try take(MemoryLayout<T>.size).reversed().reduce(0) { $0 << 8 | T(truncatingIfNeeded: $1) }
  }

  /// The next number, little-endian and of 64 bits, as an `Int`.
  /// - Throws: ``EngineError`` where it is cut off or above `Int.max`.
  mutating func size64() throws -> Int {
    guard let size = Int(exactly: try integer(UInt64.self)) else { throw failure("holds a size that no file has; it is damaged") }
    return size
  }

  /// The bytes before the next line feed, which is read as well.
  /// - Throws: ``EngineError`` where there is none.
  mutating func line() throws -> ArraySlice<UInt8> {
    guard let end = bytes[position...].firstIndex(of: 0x0A) else { throw failure("ends too early; it is damaged or was not copied whole") }
    defer { position = end + 1 }
    return bytes[position..<end]
  }

  /// An error about what is being read.
  func failure(_ reason: String) -> EngineError {
    EngineError("\(subject) \(reason)")
  }
}
