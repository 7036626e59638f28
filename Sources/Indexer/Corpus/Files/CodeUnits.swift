/// Recognises UTF-16 and UTF-32 without a byte order mark by their code units, whatever the script.
enum CodeUnits {
  /// Characters that separate lines and sentences in every script. Bytes of UTF-8 or an older encoding would be control characters in their
  /// place.
  private static let separators: Set<UInt32> = [0x0A, 0x0D, 0x20, 0x3000, 0x3001, 0x3002, 0xFF0C]

  /// The encoding of a file that begins with these bytes; nil where they may be text in UTF-8 or an older encoding, or no text.
  static func encoding(of bytes: [UInt8]) -> TextEncoding? {
    let wide: [TextEncoding] = [.utf32LittleEndian, .utf32BigEndian]
    if let encoding = wide.first(where: { kinds(bytes, $0) != nil }) { return encoding }
    let isUTF8 = isUTF8(bytes)
    let found = [TextEncoding.utf16LittleEndian, .utf16BigEndian].compactMap { encoding in
      kinds(bytes, encoding).map { (encoding: encoding, kinds: $0) }
    }
    // Where both byte orders are possible, the right one has more separators and characters of fewer scripts.
    return found.filter { $0.kinds.isOfLowScript || !isUTF8 }
      .min { ($0.kinds.separators * -1, $0.kinds.blocks) < ($1.kinds.separators * -1, $1.kinds.blocks) }?.encoding
  }

  /// Whether the bytes are UTF-8; the last character may be cut off.
  private static func isUTF8(_ bytes: [UInt8]) -> Bool {
    (0...min(3, bytes.count)).contains { String(validating: bytes.dropLast($0), as: UTF8.self) != nil }
  }

  /// The number of separators in a text, the number of blocks of 256 that its characters come from, and whether most characters are letters
  /// of one script below U+2000, so that its bytes may be UTF-8 with every other byte a control character. Nil where the text has no
  /// separators and is no word of such a script, or has characters that no text has.
  private static func kinds(_ bytes: [UInt8], _ encoding: TextEncoding) -> (separators: Int, blocks: Int, isOfLowScript: Bool)? {
    guard let scalars = scalars(bytes, encoding), !scalars.isEmpty else { return nil }
    let isText = scalars.allSatisfy { scalar in
      switch scalar.properties.generalCategory {
      case .control: [0x09, 0x0A, 0x0D].contains(scalar.value)
      case .unassigned, .privateUse, .surrogate: false
      default: true
      }
    }
    let separators = scalars.count { Self.separators.contains($0.value) }
    guard isText else { return nil }
    let blocks = Dictionary(grouping: scalars) { $0.value >> 8 }
    // A single word has no separators; as UTF-8, every other byte of it would be a control character other than a tab or line end.
    let isWord =
      scalars.count > 2 && blocks.count == 1 && blocks.keys.allSatisfy { (1..<0x20).contains($0) && ![0x09, 0x0A, 0x0D].contains($0) }
    guard separators > 0 || isWord else { return nil }
    let isOfLowScript = (1..<UInt32(0x20)).contains { (blocks[$0]?.count ?? 0) * 2 >= scalars.count }
    return (separators, blocks.count, isOfLowScript)
  }

  /// The characters of bytes in an encoding; the last character may be cut off. Nil where the bytes are invalid in the encoding.
  private static func scalars(_ bytes: [UInt8], _ encoding: TextEncoding) -> [Unicode.Scalar]? {
    let isLittle = encoding == .utf16LittleEndian || encoding == .utf32LittleEndian
    let width = encoding == .utf16LittleEndian || encoding == .utf16BigEndian ? 2 : 4
    let units = stride(from: 0, to: bytes.count - width + 1, by: width).map { start in
      let unit = bytes[start..<start + width]
      return (isLittle ? Array(unit.reversed()) : Array(unit)).reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    }
    guard width == 2 else {
      let scalars = units.compactMap(Unicode.Scalar.init)
      return scalars.count == units.count ? scalars : nil
    }
    var words = units.map { UInt16($0) }
    if let last = words.last, UTF16.isLeadSurrogate(last) { words.removeLast() }
    return String(validating: words, as: UTF16.self).map { Array($0.unicodeScalars) }
  }
}
