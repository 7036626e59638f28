/// The tokens of a slice compared with those of other texts, each by `Contrast`, with q-values over all of them.
struct TokenComparison {
  /// What is known of one token.
  struct Result {
    /// Texts of both sides that hold it.
    let texts: Int
    /// `Contrast`'s score.
    let contrast: Double
    /// The least share of false findings at which it is one (Benjamini and Hochberg, two-sided).
    let q: Double
  }

  /// Texts of the other side.
  let others: Int
  /// By the token's number; those in fewer texts than the floor are not in it.
  private var results: [Result?]
  /// The tokens that were compared, by number, with what there is of each in the slice: nothing of one that is absent from it.
  let compared: [TokenSums.Sum]

  /// Compares all tokens that at least `floor` texts of both sides hold, those that are absent from the slice too.
  init(_ slice: TokenSums, with others: TokenSums, floor: Int) {
    self.others = others.examples
    var both = slice
    both.add(others)
    let tokens = both.all.filter { $0.texts >= floor }
    let contrast = Contrast(chosen: slice.examples, of: both.examples)
    let findings = tokens.map { contrast.compare(slice.of($0.token), in: $0.moments) }
    let q = FalseDiscovery.qValues(ofLogP: findings.map(\.logP))
    results = Array(repeating: nil, count: Int(tokens.last?.token ?? -1) + 1)
    for (index, token) in tokens.enumerated() {
      results[Int(token.token)] = Result(texts: token.texts, contrast: findings[index].score, q: q[index])
    }
    compared = tokens.map { TokenSums.Sum(token: $0.token, moments: slice.of($0.token)) }
  }

  /// What is known of a token; nil for one in too few texts.
  func result(of token: Int64) -> Result? { results.indices.contains(Int(token)) ? results[Int(token)] : nil }
}
