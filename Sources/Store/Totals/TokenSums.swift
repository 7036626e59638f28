/// The sums of each token over some examples: occurrences and scores.
struct TokenSums {
  /// The sums of one token, before its name is looked up.
  struct Sum {
    /// The token's number in `TokenNames`.
    let token: Int64
    let moments: Moments

    var count: Int { moments.count }
    var texts: Int { moments.texts }
    /// The sum of its scores, in units of 2^-32.
    var total: Int64 { moments.total }
    var mean: Double { FixedPoint.double(total) / Double(count) }
  }

  /// Number of examples.
  var examples = 0
  // Moments by the token's number. Numbers are dense: ids of a vocabulary, or numbers of a query's words.
  private var moments: [Moments] = []

  init(examples: Int = 0) {
    self.examples = examples
  }

  /// Adds moments of a token.
  /// - Precondition: `token` is not negative.
  mutating func add(_ token: Int64, _ added: Moments) {
    let place = Int(token)
    if place >= moments.count {
      let count = max(place + 1, moments.count * 2, 1024)
      moments.reserveCapacity(count)
      moments.append(contentsOf: repeatElement(Moments(), count: count - moments.count))
    }
    moments[place] += added
  }

  /// Adds a text with these tokens, each as often as it occurs, and counts it among the examples.
  mutating func addText(_ occurrences: [(token: Int64, score: Int64)]) {
    examples += 1
    let ordered = occurrences.sorted { $0.token < $1.token }
    var start = 0
    while start < ordered.count {
      var (end, total) = (start, Int64(0))
      while end < ordered.count, ordered[end].token == ordered[start].token {
        total &+= ordered[end].score
        end += 1
      }
      add(ordered[start].token, Moments(count: end - start, total: total))
      start = end
    }
  }

  /// Adds the sums of other texts.
  mutating func add(_ other: TokenSums) {
    examples &+= other.examples
    for (token, moments) in other.moments.enumerated() where moments.texts != 0 { add(Int64(token), moments) }
  }

  /// The tokens that occur, by number.
  var all: [Sum] { tokens(inTexts: .min) }

  /// The tokens that occur, and are in at least `minimum` texts, by number.
  func tokens(inTexts minimum: Int) -> [Sum] {
    moments.indices.lazy.filter { moments[$0].count > 0 && moments[$0].texts >= minimum }
      .map { Sum(token: Int64($0), moments: moments[$0]) }
  }

  /// The moments of a token; zeros where it does not occur.
  func of(_ token: Int64) -> Moments {
    moments.indices.contains(Int(token)) ? moments[Int(token)] : Moments()
  }

  /// Bytes of the sums.
  var bytes: Int { moments.count * MemoryLayout<Moments>.stride }

  /// The sum of all scores in units of 2^-32.
  var total: Int64 { moments.reduce(0) { $0 &+ $1.total } }

  /// The sums after subtracting `part`, the sums of some of these examples.
  func without(_ part: TokenSums) -> TokenSums {
    var rest = self
    rest.examples &-= part.examples
    for (token, moments) in part.moments.enumerated() where moments != Moments() {
      if token >= rest.moments.count { rest.add(Int64(token), Moments()) }
      rest.moments[token] -= moments
    }
    return rest
  }
}
