/// Matches each character of a kind by itself.
///
/// https://github.com/huggingface/tokenizers/blob/v0.20.3/tokenizers/src/tokenizer/pattern.rs
struct CharacterPattern: SplitPattern {
  /// A kind of characters.
  enum Kind: Sendable, Equatable {
    /// Punctuation as BERT has it.
    case punctuation
    /// `char::is_numeric` of Rust's standard library: the categories Nd, Nl and No of Unicode 15.
    case numeric
    /// One character.
    case scalar(Unicode.Scalar)
  }

  let kind: Kind

  func appendMatches(in bytes: [UInt8], _ range: Range<Int>, to matches: inout [Range<Int>]) {
    var start = range.lowerBound
    while start < range.upperBound {
      let (scalar, length) = UTF8.scalar(in: bytes, at: start)
      if contains(scalar) { matches.append(start..<start + length) }
      start += length
    }
  }

  private func contains(_ scalar: Unicode.Scalar) -> Bool {
    switch kind {
    case .punctuation: return ScalarTraits.of(scalar).contains(.isPunctuation)
    case .scalar(let delimiter): return scalar == delimiter
    case .numeric:
      if scalar.isASCII { return ("0"..."9").contains(scalar) }
      switch scalar.properties.generalCategory {
      case .decimalNumber, .letterNumber, .otherNumber: return ScalarTraits.isAssigned(scalar, inUnicode: 15)
      default: return false
      }
    }
  }
}
