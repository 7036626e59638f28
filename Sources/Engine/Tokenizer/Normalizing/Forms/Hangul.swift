/// Hangul syllables, whose decompositions are computed (Unicode standard, section 3.12).
enum Hangul {
  /// Leading consonants, vowels and trailing consonants; the first of the last ones stands for none.
  static let leading: Range<UInt32> = 0x1100..<0x1113
  static let vowels: Range<UInt32> = 0x1161..<0x1176
  static let trailing: Range<UInt32> = 0x11A7..<0x11C3
  /// All syllables: for each leading consonant and vowel one without a trailing consonant, then those with one.
  static let syllables: Range<UInt32> = 0xAC00..<0xD7A4

  private static let trailingCount = UInt32(trailing.count)
  private static let vowelCount = UInt32(vowels.count)

  /// A leading consonant, a vowel and perhaps a trailing consonant.
  /// - Precondition: `syllable` is one of `syllables`.
  static func decomposition(of syllable: Unicode.Scalar) -> [Unicode.Scalar] {
    let index = syllable.value - syllables.lowerBound
    let consonant = leading.lowerBound + index / (vowelCount * trailingCount)
    let vowel = vowels.lowerBound + index / trailingCount % vowelCount
    let last = trailing.lowerBound + index % trailingCount
    return (last == trailing.lowerBound ? [consonant, vowel] : [consonant, vowel, last]).compactMap(Unicode.Scalar.init)
  }

  /// The syllable of a leading consonant and a vowel, or of a syllable without a trailing consonant and one.
  static func composition(of first: UInt32, _ second: UInt32) -> Unicode.Scalar? {
    if leading.contains(first), vowels.contains(second) {
      let index = (first - leading.lowerBound) * vowelCount + second - vowels.lowerBound
      return Unicode.Scalar(syllables.lowerBound + index * trailingCount)
    }
    if syllables.contains(first), (first - syllables.lowerBound) % trailingCount == 0, trailing.dropFirst().contains(second) {
      return Unicode.Scalar(first + second - trailing.lowerBound)
    }
    return nil
  }
}
