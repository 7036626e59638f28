/// The printable characters that stand for bytes in a byte-level vocabulary: "Ġ" for a space, "Ã©" for the two bytes of "é".
///
/// Mirrors `bytes_char`: https://github.com/huggingface/tokenizers/blob/v0.20.3/tokenizers/src/pre_tokenizers/byte_level.rs
enum ByteAlphabet {
  /// The character of each byte. `[256]`
  static let scalars: [Unicode.Scalar] = {
    var further: UInt32 = 0x100
    return (0...255).map { (byte: UInt8) in
      switch byte {
      case 0x21...0x7E, 0xA1...0xAC, 0xAE...0xFF: return Unicode.Scalar(byte)
      default:
        defer { further += 1 }
        return Unicode.Scalar(further) ?? "\u{FFFD}"
      }
    }
  }()

  /// The UTF-8 of each byte's character. `[256]`
  static let encoded: [[UInt8]] = scalars.map { Array(String($0).utf8) }

  /// The byte of each character up to U+0143; -1 for others.
  private static let bytes: [Int16] = {
    var bytes = [Int16](repeating: -1, count: 0x144)
    for (byte, scalar) in scalars.enumerated() { bytes[Int(scalar.value)] = Int16(byte) }
    return bytes
  }()

  /// The bytes that a piece stands for.
  /// - Returns: Nil where a character of the piece stands for no byte.
  static func bytes(of piece: String) -> [UInt8]? {
    var result: [UInt8] = []
    for scalar in piece.unicodeScalars {
      guard scalar.value < bytes.count, bytes[Int(scalar.value)] >= 0 else { return nil }
      result.append(UInt8(bytes[Int(scalar.value)]))
    }
    return result
  }

  /// The text that a piece stands for, as a person reads it.
  ///
  /// Bytes that are no UTF-8 become U+FFFD. A piece with a character that stands for no byte is text already.
  static func text(of piece: String) -> String {
    bytes(of: piece).map { String(decoding: $0, as: UTF8.self) } ?? piece
  }
}
