package import Store

/// An export with a row for each example.
package struct ExampleExport {
  /// The names of the columns. Kept columns follow the columns of every store; a regression model has a value in place of a confidence.
  /// Columns for sets of labels come last, where the model gives sets.
  package let columns: [String]
  /// The kept columns, with their names in the store and in the export.
  let kept: [(name: String, column: String)]

  private let isRegression: Bool
  private let hasMeasure: Bool
  private let keepsTexts: Bool
  private let hasSets: Bool

  /// Creates the export of a store with these settings.
  /// - Parameters:
  ///   - settings: The settings of the store.
  ///   - measure: Name of a column that is inserted behind the first one, for the number by which examples are listed.
  package init(settings: StoreSettings, measure: String? = nil) {
    isRegression = settings.problemType == .regression
    hasMeasure = measure != nil
    keepsTexts = settings.keepsTexts
    let own =
      ["example"] + (measure.map { [$0] } ?? []) + [
        "label", "predicted", isRegression ? "value" : "confidence", "tokens", "truncated", "text", "pair",
      ]
    hasSets = settings.problemType == .multiLabel
    let sets = hasSets ? ["labels", "predicted_labels"] : []
    // Two columns of one name could not be distinguished, and parsers of JSON disagree on objects with a repeated key.
    kept = settings.columns.keep.map { ($0, (own + sets).contains($0) ? "kept_\($0)" : $0) }
    columns = own + kept.map(\.column) + sets
  }

  /// The row of an example; `measure` is the number by which it is listed, where there is such a column.
  package func row(of example: Example, measure: Double? = nil) -> [Cell] {
    let row: [Cell] =
      [.text(example.id)] + (hasMeasure ? [Cell(measure)] : []) + [
        Cell(example.label), Cell(example.predicted), Cell(isRegression ? example.value : example.confidence),
        .integer(example.tokens.count), .flag(example.isTruncated), keepsTexts ? .text(example.text) : .null, Cell(example.pair),
      ]
    return row + example.kept.map(Cell.init) + (hasSets ? [Cell(list: example.labels), Cell(list: example.predictedLabels)] : [])
  }
}
