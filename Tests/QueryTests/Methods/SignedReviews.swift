import Store
import Support
import TestSupport

/// The reviews of `SampleStore` with the scores of several methods: N-Enc by rollout and by maximum flow, and a signed method with scores for
/// both classes.
enum SignedReviews {
  static let signed = Method(name: "decompx-linear", isSigned: true)
  static let flow = Method(name: "n-enc", aggregate: .maximumFlow)

  /// The settings of a store with all methods, or with the signed one alone.
  static func settings(signedOnly: Bool = false) -> StoreSettings {
    var settings = SampleStore.settings()
    settings.methods =
      signedOnly ? [MethodSettings(signed)] : [MethodSettings(.nEnc), MethodSettings(signed), MethodSettings(flow, layers: 0)]
    return settings
  }

  /// The scores for "positive" of each review; those for "negative" are their negatives, doubled.
  private static let positive: [[Float]] = [
    // [CLS] not un ##watch ##able [SEP]
    [0.125, -1, -0.5, 0.25, 0.125, 0],
    // [CLS] a film , " not " bad [SEP]
    [0, 0, 0.25, 0, 0, 2, 0, -1.5, 0],
    // [CLS] [ 31 ##m film [SEP]
    [0, 0, 0, 0.5, 1, -0.25],
  ]

  /// The reviews with the results of the store's methods. The second has no scores for "negative", unless `isWhole`.
  static func examples(signedOnly: Bool = false, isWhole: Bool = true) -> [SampleExample] {
    SampleStore.reviews.enumerated().map { place, review in
      var review = review
      let own = positive[place]
      let classes: [(name: String, scores: [Float])] = [("negative", own.map { -2 * $0 }), ("positive", own)]
      let explained = classes.filter { isWhole || place != 1 || $0.name == "positive" }.map { name, scores in
        AttributionResult(
          signed, className: name, scores: scores, bias: 0.5, logit: scores.reduce(0.5) { $0 + Double($1) })
      }
      guard !signedOnly else {
        review.results = explained
        return review
      }
      let size = own.count
      let flow = AttributionResult(
        flow, scores: review.results[0].scores.reversed(),
        final: ScaledMatrix(size: size, values: [Float](repeating: 0.5, count: size * size), exponent: -3))
      review.results += explained + [flow]
      return review
    }
  }

  /// A store with all methods, or with the signed one alone.
  static func store(signedOnly: Bool = false, isWhole: Bool = true) throws -> SampleStore {
    try SampleStore(examples(signedOnly: signedOnly, isWhole: isWhole), settings: settings(signedOnly: signedOnly))
  }
}
