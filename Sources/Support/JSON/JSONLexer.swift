/// A lexer for JSON (RFC 8259) in bytes, which reads white space, marks, words, numbers and strings, strictly.
///
/// It does not know the order of these parts: the parsers do, and they limit nesting and sizes and write the messages. After a fault, the
/// position is the place of the fault. The lexer never reads beyond the end, whatever the bytes are.
///
/// The methods are inlinable, because readers of corpora spend most of their time in them.
@frozen
public struct JSONLexer<Bytes: RandomAccessCollection<UInt8>> where Bytes.Index == Int {
  /// The document, or a part of a document.
  public let bytes: Bytes
  /// The index of the next byte.
  public var position: Int

  /// Starts at the first byte.
  @inlinable
  public init(_ bytes: Bytes) {
    self.bytes = bytes
    position = bytes.startIndex
  }

  /// The next byte; nil at the end.
  @inlinable
  public var next: UInt8? { position < bytes.endIndex ? bytes[position] : nil }

  /// Whether all bytes have been read.
  @inlinable
  public var isAtEnd: Bool { position >= bytes.endIndex }

  /// Skips white space.
  @inlinable
  public mutating func skipSpace() {
    while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
  }

  /// Skips a byte.
  /// - Returns: Whether the byte came next.
  @inlinable
  public mutating func skip(_ byte: UInt8) -> Bool {
    guard next == byte else { return false }
    position += 1
    return true
  }

  /// Skips a word such as `true`.
  /// - Returns: Whether the word came next.
  @inlinable
  public mutating func skip(word: StaticString) -> Bool {
    let length = word.utf8CodeUnitCount
    guard bytes.endIndex - position >= length else { return false }
    for offset in 0..<length where bytes[position + offset] != word.utf8Start[offset] { return false }
    position += length
    return true
  }

  /// Skips the digits that come next, if any.
  @inlinable
  public mutating func skipDigits() {
    while let byte = next, 0x30 <= byte, byte <= 0x39 { position += 1 }
  }

  /// Reads a number.
  /// - Returns: The range of the number in the bytes.
  @inlinable
  public mutating func number() throws(JSONFault) -> Range<Int> {
    let start = position
    _ = skip(0x2D)
    guard let first = next, 0x30 <= first, first <= 0x39 else { throw .noNumber }
    position += 1
    if first != 0x30 { skipDigits() }
    if skip(0x2E) { try digits() }
    if skip(0x65) || skip(0x45) {
      if !skip(0x2B) { _ = skip(0x2D) }
      try digits()
    }
    return start..<position
  }

  @inlinable
  mutating func digits() throws(JSONFault) {
    let start = position
    skipDigits()
    guard position > start else { throw .noDigit }
  }
}
