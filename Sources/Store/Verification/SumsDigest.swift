/// Counts and sums of scores of any number of tokens in three numbers, to be compared with those of other tokens.
///
/// Each token has a multiplier, a hash of its name; what is kept is the sum over tokens of multiplier * count, and the same for sums of scores,
/// modulo 2^64. It takes no more memory for a million words than for one. Where one token differs the digests do, because multipliers are
/// odd; where several do, they are equal by chance only, once in 2^60 times.
struct SumsDigest: Equatable {
  private var count: UInt64 = 0
  private var total: UInt64 = 0

  /// Adds occurrences of a vocabulary piece.
  mutating func add(piece id: Int64, isSpecial: Bool, count: Int, total: Int64) {
    var checksum = Checksum()
    checksum.add(Int(id))
    checksum.add(isSpecial ? 1 : 0)
    add(checksum, count, total)
  }

  /// Adds occurrences of a word.
  mutating func add(word: some Collection<UInt8>, count: Int, total: Int64) {
    var checksum = Checksum()
    checksum.add(word)
    add(checksum, count, total)
  }

  private mutating func add(_ name: Checksum, _ count: Int, _ total: Int64) {
    let multiplier = name.value | 1
    self.count &+= multiplier &* UInt64(bitPattern: Int64(count))
    self.total &+= multiplier &* UInt64(bitPattern: total)
  }

  static func += (left: inout SumsDigest, right: SumsDigest) {
    left.count &+= right.count
    left.total &+= right.total
  }
}
