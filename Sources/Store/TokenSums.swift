/// Occurrences of tokens and the sums of their scores, over some examples.
struct TokenSums {
  /// One token's sums, before it has its name.
  struct Sum {
    /// As `TokenNames` numbers it.
    let token: Int64
    let count: Int
    /// In units of 2^-32.
    let total: Int64

    var mean: Double { FixedPoint.double(total) / Double(count) }
  }

  /// How many examples there are.
  var examples = 0
  // By the token's number: numbers are dense, a vocabulary's or those of the words of a query.
  private var counts: [Int] = []
  private var totals: [Int64] = []

  init(examples: Int = 0) {
    self.examples = examples
  }

  /// Adds occurrences of a token.
  /// - Precondition: `token` is not negative.
  mutating func add(_ token: Int64, count: Int, total: Int64) {
    let place = Int(token)
    if place >= counts.count {
      let missing = max(place + 1, counts.count * 2, 1024) - counts.count
      counts += [Int](repeating: 0, count: missing)
      totals += [Int64](repeating: 0, count: missing)
    }
    // Wrapping: what a damaged store says must not trap.
    counts[place] &+= count
    totals[place] &+= total
  }

  /// The tokens that occur, by number.
  var all: [Sum] {
    counts.indices.compactMap { counts[$0] > 0 ? Sum(token: Int64($0), count: counts[$0], total: totals[$0]) : nil }
  }

  /// Occurrences of a token.
  func count(of token: Int64) -> Int {
    counts.indices.contains(Int(token)) ? counts[Int(token)] : 0
  }

  /// The sum of a token's scores in units of 2^-32.
  func total(of token: Int64) -> Int64 {
    totals.indices.contains(Int(token)) ? totals[Int(token)] : 0
  }

  /// The sum of all scores in units of 2^-32.
  var total: Int64 { totals.reduce(0, &+) }

  /// What is left without `part`, which is a part of these examples.
  func without(_ part: TokenSums) -> TokenSums {
    var rest = self
    rest.examples &-= part.examples
    for sum in part.all { rest.add(sum.token, count: 0 &- sum.count, total: 0 &- sum.total) }
    return rest
  }
}
