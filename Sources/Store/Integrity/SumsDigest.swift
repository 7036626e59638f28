/// A digest, in five numbers, of the totals of any number of tokens, for comparison with other totals.
///
/// Each token has an odd multiplier, a hash of its name. The digest is the sum over tokens of multiplier * count, and likewise for each of
/// the other numbers, modulo 2^64. It takes no more memory for a million words than for one. Two sets of totals that differ in one token
/// have different digests, because multipliers are odd; if they differ in several, digests are equal by chance only, once in 2^60 times.
struct SumsDigest: Equatable {
  private var texts: UInt64 = 0
  private var count: UInt64 = 0
  private var total: UInt64 = 0
  private var squares: UInt64 = 0
  private var cubes: UInt64 = 0

  /// Adds the moments of a vocabulary piece.
  mutating func add(piece id: Int64, isSpecial: Bool, _ moments: Moments) {
    var checksum = Checksum()
    checksum.add(Int(id))
    checksum.add(isSpecial ? 1 : 0)
    add(checksum, moments)
  }

  /// Adds the moments of a word.
  mutating func add(word: some Collection<UInt8>, _ moments: Moments) {
    var checksum = Checksum()
    checksum.add(word)
    add(checksum, moments)
  }

  private mutating func add(_ name: Checksum, _ moments: Moments) {
    let multiplier = name.value | 1
    texts &+= multiplier &* UInt64(bitPattern: Int64(moments.texts))
    count &+= multiplier &* UInt64(bitPattern: Int64(moments.count))
    total &+= multiplier &* UInt64(bitPattern: moments.total)
    squares &+= multiplier &* UInt64(bitPattern: moments.squares)
    cubes &+= multiplier &* UInt64(bitPattern: moments.cubes)
  }

  /// The digest of occurrences and scores alone: older stores have no other totals.
  var withoutTexts: SumsDigest {
    var digest = SumsDigest()
    (digest.count, digest.total) = (count, total)
    return digest
  }

  static func += (left: inout SumsDigest, right: SumsDigest) {
    left.texts &+= right.texts
    left.count &+= right.count
    left.total &+= right.total
    left.squares &+= right.squares
    left.cubes &+= right.cubes
  }
}
