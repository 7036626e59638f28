/// A set of characters in a regular expression: `\s`, `[^\r\n\p{L}]`, or one character.
struct ScalarSet: Sendable, Equatable {
  /// The general categories whose members are in the set.
  private(set) var categories: ScalarCategories = []
  /// Further members.
  private(set) var ranges: [ClosedRange<UInt32>] = []
  /// Whether the set has the characters that the members above do not have.
  private(set) var isNegated = false
  /// The members in ASCII, a bit each.
  private var ascii: (low: UInt64, high: UInt64) = (0, 0)

  /// Creates a set.
  init(categories: ScalarCategories = [], ranges: [ClosedRange<UInt32>] = [], isNegated: Bool = false) {
    (self.categories, self.ranges, self.isNegated) = (categories, ranges, isNegated)
    for value in 0..<UInt32(128) where isMember(value) {
      if value < 64 { ascii.low |= 1 << UInt64(value) } else { ascii.high |= 1 << UInt64(value - 64) }
    }
  }

  /// `[\w]` of Oniguruma: Alphabetic, which are letters, letter numbers, and letters in circles and squares; M, Nd and Pc.
  static let wordInClass = ScalarSet(
    categories: [.letter, .mark, .decimalNumber, .letterNumber, .connectorPunctuation],
    ranges: [0x24B6...0x24E9, 0x1F130...0x1F149, 0x1F150...0x1F169, 0x1F170...0x1F189])
  /// `\w` of Oniguruma outside of a class, which has the other numbers of Latin-1, too.
  static let word = ScalarSet(
    categories: wordInClass.categories, ranges: wordInClass.ranges + [0xB2...0xB3, 0xB9...0xB9, 0xBC...0xBE])

  /// The only character of the set; nil where it has others.
  var single: UInt32? {
    guard categories.isEmpty, !isNegated, ranges.count == 1, ranges[0].count == 1 else { return nil }
    return ranges[0].lowerBound
  }

  /// All other characters.
  var negated: ScalarSet { ScalarSet(categories: categories, ranges: ranges, isNegated: !isNegated) }

  /// The characters of both sets; nil where the union of a negated set is no set of this kind.
  func union(_ other: ScalarSet) -> ScalarSet? {
    guard !isNegated else { return nil }
    // The categories of all characters together: the complement of categories is categories, too.
    if other.isNegated, !other.ranges.isEmpty { return nil }
    let added = other.isNegated ? ScalarCategories(rawValue: ~other.categories.rawValue) : other.categories
    return ScalarSet(categories: categories.union(added), ranges: ranges + other.ranges)
  }

  /// The set with both cases of its letters of ASCII, and the two letters beyond ASCII that are equal to them without case.
  /// - Returns: Nil where the set has other characters than single ones of ASCII.
  var ignoringCase: ScalarSet? {
    guard categories.isEmpty, !isNegated, ranges.allSatisfy({ $0.upperBound < 0x80 }) else { return nil }
    var result = ranges
    for value in ranges.joined() {
      guard let scalar = Unicode.Scalar(value), scalar.properties.isAlphabetic else { continue }
      result.append(value ^ 0x20...value ^ 0x20)
      if value | 0x20 == 0x73 { result.append(0x17F...0x17F) }
      if value | 0x20 == 0x6B { result.append(0x212A...0x212A) }
    }
    return ScalarSet(ranges: result)
  }

  /// Whether a character is in the set.
  @inline(__always)
  func contains(_ value: UInt32) -> Bool {
    if value < 64 { return ascii.low >> UInt64(value) & 1 != 0 }
    if value < 128 { return ascii.high >> UInt64(value - 64) & 1 != 0 }
    return isMember(value)
  }

  private func isMember(_ value: UInt32) -> Bool {
    (!categories.isDisjoint(with: .of(value)) || ranges.contains { $0.contains(value) }) != isNegated
  }

  static func == (one: ScalarSet, other: ScalarSet) -> Bool {
    one.categories == other.categories && one.ranges == other.ranges && one.isNegated == other.isNegated
  }
}
