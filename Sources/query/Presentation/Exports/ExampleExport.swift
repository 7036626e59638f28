package import Store

/// A row for every example.
package struct ExampleExport {
  /// The kept columns follow those of every store, under their own names; a regression model has a value where others have a confidence. Where the model
  /// gives sets of labels, they come last.
  package let columns: [String]
  /// The kept columns, as the store and as the export call them.
  let kept: [(name: String, column: String)]

  private let isRegression: Bool
  private let hasMeasure: Bool
  private let keepsTexts: Bool
  private let hasSets: Bool

  /// The export of a store with these settings.
  /// - Parameters:
  ///   - settings: the store's.
  ///   - measure: the name of a further column behind the first, where examples are listed by some measure.
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
    // Two columns of one name could not be told apart, and an object with a key twice is no JSON that everyone reads alike.
    kept = settings.columns.keep.map { ($0, (own + sets).contains($0) ? "kept_\($0)" : $0) }
    columns = own + kept.map(\.column) + sets
  }

  /// The row of one example; `measure` is what it is listed by, where there is such a column.
  package func row(of example: StoredExample, measure: Double? = nil) -> [Cell] {
    let row: [Cell] =
      [.text(example.id)] + (hasMeasure ? [Cell(measure)] : []) + [
        Cell(example.label), Cell(example.predicted), Cell(isRegression ? example.value : example.confidence),
        .integer(example.tokens.count), .flag(example.isTruncated), keepsTexts ? .text(example.text) : .null, Cell(example.pair),
      ]
    return row + example.kept.map(Cell.init) + (hasSets ? [Cell(list: example.labels), Cell(list: example.predictedLabels)] : [])
  }
}
