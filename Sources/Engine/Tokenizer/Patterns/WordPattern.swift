/// The expression `\w+|[^\w\s]+` of the pre-tokenizer `Whitespace`, with Unicode 16 as in the reference (crate regex).
///
/// https://github.com/huggingface/tokenizers/blob/v0.20.3/tokenizers/src/pre_tokenizers/whitespace.rs
struct WordPattern: SplitPattern {
  private enum Kind: UInt8 {
    case word, space, other

    init(_ scalar: Unicode.Scalar) {
      self = scalar.properties.isWhitespace ? .space : WordPattern.isWord(scalar) ? .word : .other
    }
  }

  /// The kinds of ASCII. `[128]`
  private static let ascii: [Kind] = (0..<UInt8(128)).map { Kind(Unicode.Scalar($0)) }

  func appendMatches(in bytes: [UInt8], _ range: Range<Int>, to matches: inout [Range<Int>]) {
    let ascii = Self.ascii
    var start = range.lowerBound
    var kind = Kind.space
    var position = start
    while position < range.upperBound {
      let byte = bytes[position]
      let (scalar, length) = byte < 0x80 ? (Unicode.Scalar(byte), 1) : UTF8.scalar(in: bytes, at: position)
      let next = byte < 0x80 ? ascii[Int(byte)] : Kind(scalar)
      if next != kind {
        if kind != .space { matches.append(start..<position) }
        (start, kind) = (position, next)
      }
      position += length
    }
    if kind != .space { matches.append(start..<range.upperBound) }
  }

  /// Whether a scalar is in `\w` of Unicode Technical Standard 18.
  static func isWord(_ scalar: Unicode.Scalar) -> Bool {
    guard ScalarTraits.isAssigned(scalar, inUnicode: 16) else { return false }
    let properties = scalar.properties
    switch properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark, .decimalNumber, .connectorPunctuation: return true
    default: return properties.isAlphabetic || properties.isJoinControl
    }
  }
}
