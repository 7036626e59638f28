// MARK: - Strings

extension JSONObjectScanner {
  /// Scans a quoted string.
  /// - Returns: The string with its escapes resolved.
  /// - Throws: `Problem`.
  mutating func scanString() throws -> String {
    guard peek == UInt8(ascii: "\"") else { throw unexpected("a quoted string") }
    index += 1
    let start = index
    while let byte = peek, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\"), byte >= 0x20 { index += 1 }
    if peek == UInt8(ascii: "\"") {
      defer { index += 1 }
      return text(from: start)
    }
    var unescaped = Array(bytes[start..<index])
    while let byte = peek {
      if byte == UInt8(ascii: "\"") {
        index += 1
        return String(decoding: unescaped, as: UTF8.self)
      }
      guard byte >= 0x20 else { throw unexpected("an escaped control character (\\n, \\t, \\u...)") }
      index += 1
      if byte == UInt8(ascii: "\\") { try scanEscape(into: &unescaped) } else { unescaped.append(byte) }
    }
    throw unexpected("the closing quote of a string")
  }

  private mutating func scanEscape(into unescaped: inout [UInt8]) throws {
    guard let byte = peek else { throw unexpected("an escaped character") }
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): unescaped.append(byte)
    case UInt8(ascii: "b"): unescaped.append(0x08)
    case UInt8(ascii: "f"): unescaped.append(0x0C)
    case UInt8(ascii: "n"): unescaped.append(0x0A)
    case UInt8(ascii: "r"): unescaped.append(0x0D)
    case UInt8(ascii: "t"): unescaped.append(0x09)
    case UInt8(ascii: "u"):
      index += 1
      unescaped += Array(String(Character(try scanUnicodeEscape())).utf8)
      return
    default: throw unexpected("an escape such as \\n")
    }
    index += 1
  }

  /// The scalar of `\uXXXX`, or of two such escapes that form a surrogate pair.
  private mutating func scanUnicodeEscape() throws -> Unicode.Scalar {
    let first = try scanFourDigits()
    if let scalar = Unicode.Scalar(first) { return scalar }
    let lone = Problem(reason: "a lone surrogate \\u\(String(first, radix: 16)) in a string")
    guard first < 0xDC00, bytes[index...].starts(with: [UInt8(ascii: "\\"), UInt8(ascii: "u")]) else { throw lone }
    index += 2
    let second = try scanFourDigits()
    guard (0xDC00...0xDFFF).contains(second),
      let scalar = Unicode.Scalar(0x10000 + ((UInt32(first) - 0xD800) << 10) + (UInt32(second) - 0xDC00))
    else { throw lone }
    return scalar
  }

  private mutating func scanFourDigits() throws -> UInt16 {
    var value: UInt16 = 0
    for _ in 0..<4 {
      guard let byte = peek, let digit = Character(Unicode.Scalar(byte)).hexDigitValue, byte < 0x80 else {
        throw unexpected("four hexadecimal digits")
      }
      value = value << 4 | UInt16(digit)
      index += 1
    }
    return value
  }
}
