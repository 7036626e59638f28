import Support

/// The tokens of a slice compared with other texts, each by `Contrast`, with q-values over all tokens.
struct TokenComparison {
  /// The result for one token.
  struct Result {
    /// Number of texts of both sides that hold it.
    let texts: Int
    /// The score of `Contrast`.
    let contrast: Double
    /// q-value: the smallest share of false findings at which the token is a finding (Benjamini and Hochberg, two-sided).
    let q: Double
  }

  /// Number of texts of the other side.
  let others: Int
  /// A token whose signed scores are too large to be compared; nil where there is none.
  let vast: Int64?
  /// Results by token number; nil for a token in fewer texts than the floor.
  private var results: [Result?]
  /// The compared tokens by number, with their sums in the slice; sums are 0 where the slice does not hold the token.
  let compared: [TokenSums.Sum]

  /// Compares all tokens that occur in at least `floor` texts of both sides together, including tokens that the slice does not hold.
  init(_ slice: TokenSums, with others: TokenSums, floor: Int, isSigned: Bool = false) {
    self.others = others.examples
    var both = slice
    both.add(others)
    let tokens = both.tokens(inTexts: floor)
    vast = isSigned ? tokens.first { !$0.moments.areExact }?.token : nil
    let contrast = Contrast(chosen: slice.examples, of: both.examples, isSigned: isSigned)
    let findings = tokens.map { contrast.compare(slice.of($0.token), in: $0.moments) }
    let q = FalseDiscovery.qValues(ofLogP: findings.map(\.logP))
    results = Array(repeating: nil, count: Int(tokens.last?.token ?? -1) + 1)
    for (index, token) in tokens.enumerated() {
      results[Int(token.token)] = Result(texts: token.texts, contrast: findings[index].score, q: q[index])
    }
    compared = tokens.map { TokenSums.Sum(token: $0.token, moments: slice.of($0.token)) }
  }

  /// The error where a token's scores are too large to be compared.
  static func refusal(of name: ExactString) -> StoreError {
    StoreError(
      "the scores of '\(name.string)' are too many, or too large, for the sums of powers from which a contrast is computed: rank by mean or total",
      kind: .refused)
  }

  /// Bytes of the results and sums.
  var bytes: Int { results.count * MemoryLayout<Result?>.stride + compared.count * MemoryLayout<TokenSums.Sum>.stride }

  /// The result for a token; nil where it occurs in too few texts.
  func result(of token: Int64) -> Result? { results.indices.contains(Int(token)) ? results[Int(token)] : nil }
}
