package import Store

/// An export with a row for each example.
package struct ExampleExport {
  /// The names of the columns. Kept columns follow the columns of every store; a regression model has a value in place of a confidence.
  /// Columns for sets of labels follow, where the model gives sets; then bias and logit of signed scores, and the names of the scores.
  package let columns: [String]
  /// The kept columns, with their names in the store and in the export.
  let kept: [(name: String, column: String)]

  private let isRegression: Bool
  private let hasMeasure: Bool
  private let keepsTexts: Bool
  private let hasSets: Bool
  /// Whether there are columns for the bias and the logit.
  private let hasSums: Bool
  /// The scores; nil where there is nothing to name.
  private let scores: ScoreChoice?

  /// Creates the export of a store with these settings.
  /// - Parameters:
  ///   - settings: The settings of the store.
  ///   - measure: Name of a column that is inserted behind the first one, for the number by which examples are listed.
  ///   - scores: The scores of the examples.
  ///   - hasSums: Whether there are columns for the bias and the logit; nil where the scores decide.
  package init(settings: StoreSettings, measure: String? = nil, scores: ScoreChoice? = nil, hasSums: Bool? = nil) {
    let named = scores.flatMap { $0.isNamed ? $0 : nil }
    self.scores = named
    self.hasSums = hasSums ?? (named?.isSigned == true)
    isRegression = settings.problemType == .regression
    hasMeasure = measure != nil
    keepsTexts = settings.keepsTexts
    let own =
      ["example"] + (measure.map { [$0] } ?? []) + [
        "label", "predicted", isRegression ? "value" : "confidence", "tokens", "truncated", "text", "pair",
      ]
    hasSets = settings.problemType == .multiLabel
    let sets = hasSets ? ["labels", "predicted_labels"] : []
    let scored = named == nil ? [] : (self.hasSums ? ["bias", "logit"] : []) + ScoreChoice.columns
    // Two columns of one name could not be distinguished, and parsers of JSON disagree on objects with a repeated key.
    kept = settings.columns.keep.map { ($0, (own + sets + scored).contains($0) ? "kept_\($0)" : $0) }
    columns = own + kept.map(\.column) + sets + scored
  }

  /// The row of an example.
  /// - Parameters:
  ///   - example: The example.
  ///   - measure: The number by which it is listed, where there is such a column.
  ///   - other: The scores of the example; nil for those of the export.
  /// - Returns: The cells.
  package func row(of example: Example, measure: Double? = nil, by other: ScoreChoice? = nil) -> [Cell] {
    let row: [Cell] =
      [.text(example.id)] + (hasMeasure ? [Cell(measure)] : []) + [
        Cell(example.label), Cell(example.predicted), Cell(isRegression ? example.value : example.confidence),
        .integer(example.tokens.count), .flag(example.isTruncated), keepsTexts ? .text(example.text) : .null, Cell(example.pair),
      ]
    let own = row + example.kept.map(Cell.init) + (hasSets ? [Cell(list: example.labels), Cell(list: example.predictedLabels)] : [])
    guard let scores else { return own }
    return own + cells(of: example, other ?? scores)
  }

  private func cells(of example: Example, _ scores: ScoreChoice) -> [Cell] {
    let explanation = scores.explanation(of: example)
    let sum = hasSums ? [Cell(explanation?.bias), Cell(explanation?.logit)] : []
    return sum + scores.cells(of: example)
  }
}
