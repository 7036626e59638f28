import Store

/// A row for every example.
struct ExampleExport {
  /// The kept columns come last, under their own names; a regression model has a value where others have a confidence.
  let columns: [String]

  private let isRegression: Bool

  /// The export of a store with these settings.
  init(settings: StoreSettings) {
    isRegression = settings.problemType == .regression
    let own = ["example", "label", "predicted", isRegression ? "value" : "confidence", "tokens", "truncated", "text", "pair"]
    // Two columns of one name could not be told apart, and an object with a key twice is no JSON that everyone reads alike.
    columns = own + settings.columns.keep.map { own.contains($0) ? "kept_\($0)" : $0 }
  }

  /// The row of one example.
  func row(of example: StoredExample) -> [Cell] {
    let row: [Cell] = [
      .text(example.id), Cell(example.label), Cell(example.predicted), Cell(isRegression ? example.value : example.confidence),
      .integer(example.tokens.count), .flag(example.isTruncated), .text(example.text), Cell(example.pair),
    ]
    return row + example.kept.map { Cell($0) }
  }
}
