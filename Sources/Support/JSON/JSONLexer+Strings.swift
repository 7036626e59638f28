extension JSONLexer {
  /// Reads a string in quotes.
  /// - Parameter isValid: Whether the bytes are known to be UTF-8, so that the strings need no validation.
  /// - Returns: The string with its escapes resolved.
  /// - Throws: `JSONFault`.
  @inlinable
  public mutating func string(ofValidUTF8 isValid: Bool = false) throws(JSONFault) -> String {
    guard skip(0x22) else { throw .noString }
    let start = position
    let plain = plainText(ofValidUTF8: isValid)
    position = plain.end
    if skip(0x22) {
      guard let text = plain.text else { throw .notUTF8 }
      return text
    }
    var unescaped = [UInt8](bytes[start..<position])
    while let byte = next {
      guard byte >= 0x20 else { throw .controlCharacter }
      position += 1
      switch byte {
      case 0x22:
        guard let text = Self.text(unescaped, isValid) else { throw .notUTF8 }
        return text
      case 0x5C: try unescape(into: &unescaped)
      default: unescaped.append(byte)
      }
    }
    throw .openString
  }

  /// The bytes from the position to the next quote, escape, control character or the end; with their text if they end at a quote.
  ///
  /// Working on a buffer avoids reference counting, which would take a tenth of the time of a row.
  @inlinable
  func plainText(ofValidUTF8 isValid: Bool) -> (end: Int, text: String?) {
    let (first, start) = (bytes.startIndex, position)
    let found = bytes.withContiguousStorageIfAvailable { buffer -> (end: Int, text: String?) in
      var index = start - first
      while index < buffer.count, buffer[index] != 0x22, buffer[index] != 0x5C, buffer[index] >= 0x20 { index += 1 }
      guard index < buffer.count, buffer[index] == 0x22 else { return (first + index, nil) }
      return (first + index, Self.text(UnsafeBufferPointer(rebasing: buffer[(start - first)..<index]), isValid))
    }
    guard let found else { preconditionFailure("the bytes of a JSON text lie in one place") }
    return found
  }

  @inlinable
  static func text(_ bytes: some Collection<UInt8>, _ isValid: Bool) -> String? {
    isValid ? String(decoding: bytes, as: UTF8.self) : String(validating: bytes, as: UTF8.self)
  }

  /// Reads the rest of an escape after its backslash.
  @inlinable
  mutating func unescape(into unescaped: inout [UInt8]) throws(JSONFault) {
    guard let letter = next else { throw .openEscape }
    switch letter {
    case 0x22, 0x5C, 0x2F: unescaped.append(letter)
    case UInt8(ascii: "b"): unescaped.append(0x08)
    case UInt8(ascii: "f"): unescaped.append(0x0C)
    case UInt8(ascii: "n"): unescaped.append(0x0A)
    case UInt8(ascii: "r"): unescaped.append(0x0D)
    case UInt8(ascii: "t"): unescaped.append(0x09)
    case UInt8(ascii: "u"):
      position += 1
      unescaped.append(contentsOf: UTF8.encode(try escapedScalar()) ?? UTF8.encodedReplacementCharacter)
      return
    default: throw .unknownEscape
    }
    position += 1
  }

  /// Reads the scalar of `\uXXXX`, or of two escapes that form a surrogate pair, from the first digit on.
  @inlinable
  mutating func escapedScalar() throws(JSONFault) -> Unicode.Scalar {
    let first = try codeUnit()
    if let scalar = Unicode.Scalar(first) { return scalar }
    guard first < 0xDC00, skip(0x5C), skip(UInt8(ascii: "u")) else { throw .loneSurrogate(first) }
    let second = try codeUnit()
    guard 0xDC00 <= second, second <= 0xDFFF,
      let scalar = Unicode.Scalar(0x10000 + (UInt32(first) - 0xD800) << 10 + (UInt32(second) - 0xDC00))
    else { throw .loneSurrogate(first) }
    return scalar
  }

  @inlinable
  mutating func codeUnit() throws(JSONFault) -> UInt16 {
    let start = position
    var unit: UInt16 = 0
    for _ in 0..<4 {
      guard let digit = next.flatMap(Hexadecimal.value) else { throw .noHexadecimalDigit(digits: start) }
      unit = unit << 4 | UInt16(digit)
      position += 1
    }
    return unit
  }
}
