package import Store
package import Support

/// An example as JSON, with all that is known of it: the members of `globenc-query top --example --json`, with every token, then the text,
/// the logits, and the scores by every method.
package struct ExampleDocument {
  /// The names that the document may have. A caller who adds members of its own must choose others.
  package static let names: Set<String> = [
    "example", "label", "predicted", "confidence", "value", "method", "aggregate", "class", "logit", "bias", "labels", "predicted_labels",
    "logits", "truncated", "windows", "text", "pair", "tokens", "attributions",
  ]

  /// The members in order.
  package let members: [JSONOutput.Member]

  /// Creates the document of an example.
  ///
  /// - Parameters:
  ///   - example: The example, whose tokens have the chosen scores.
  ///   - scores: The choice.
  ///   - results: The attributions of the example by every method.
  ///   - settings: The settings of the store.
  ///   - words: Whether the pieces of a word are one entry of `tokens`.
  ///   - limit: Upper bound of the tokens, those of the largest scores; nil means all. `attributions` has the scores of all pieces.
  package init(
    of example: Example, scores: ScoreChoice, results: [AttributionResult], settings: StoreSettings, words: Bool = false,
    limit: Int? = nil
  ) {
    let ranking = ExampleRanking(of: example, scores: scores, words: words, includeSpecial: true, limit: limit)
    let listing = ranking.listing(settings: settings, as: .json)
    let tokens = listing.rows.map { row in
      JSONOutput.object(zip(listing.columns, row).map { (key: $0, value: .cell($1)) })
    }
    let sets: [JSONOutput.Member] =
      settings.problemType == .multiLabel
      ? [(key: "labels", value: Self.list(example.labels)), (key: "predicted_labels", value: Self.list(example.predictedLabels))] : []
    members =
      listing.members + sets + [
        (key: "logits", value: Self.logits(of: example, settings)), (key: "truncated", value: .flag(example.isTruncated)),
        (key: "windows", value: .integer(example.windows)), (key: "text", value: .text(example.text)),
        (key: "pair", value: example.pair.map(JSONOutput.text) ?? .null), (key: listing.rowsKey, value: .array(tokens)),
        (key: "attributions", value: .array(results.map(Self.attribution))),
      ]
  }

  /// The logits by the names of the classes, or by their numbers where two classes share a name; null without a classification head.
  private static func logits(of example: Example, _ settings: StoreSettings) -> JSONOutput {
    guard !example.logits.isEmpty, example.logits.count == settings.labels.count else { return .null }
    let areDistinct = Set(settings.labels.map(ExactString.init)).count == settings.labels.count
    return .object(
      zip(settings.labels, example.logits).enumerated().map { place, pair in
        (key: areDistinct ? pair.0 : String(place), value: .single(pair.1))
      })
  }

  /// The scores by one method, for one class where it is signed; those of all tokens in the order of their positions.
  private static func attribution(_ result: AttributionResult) -> JSONOutput {
    let explained: [JSONOutput.Member] =
      result.method.isSigned
      ? [
        (key: "class", value: .cell(Cell(result.className))), (key: "logit", value: .cell(Cell(result.logit))),
        (key: "bias", value: .cell(Cell(result.bias))),
      ] : []
    return .object(
      [
        (key: "method", value: .text(result.method.name)),
        (key: "aggregate", value: .cell(Cell(result.method.aggregate?.rawValue))),
      ] + explained + [(key: "scores", value: .array(result.scores.map(JSONOutput.single)))])
  }

  private static func list(_ names: [String]?) -> JSONOutput { names.map { .array($0.map(JSONOutput.text)) } ?? .null }
}
