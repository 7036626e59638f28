import Store

/// The leading tokens of the examples of a label.
struct SliceRanking {
  let label: String?
  let predicted: String?
  let totals: TokenTotals

  /// The rows `token,count,mean,total`; `description` is the slice in words, for people.
  func listing(settings: StoreSettings, description: String) -> Listing {
    Listing(
      caption: "\(Counted.text(totals.examples, "example")) with \(description)",
      members: [
        (key: "label", value: .cell(Cell(label))), (key: "predicted", value: .cell(Cell(predicted))),
        (key: "examples", value: .cell(.integer(totals.examples))), (key: "method", value: .cell(.text(settings.method))),
        (key: "aggregate", value: .cell(.text(settings.aggregate))),
      ],
      rowsKey: "tokens",
      columns: ["token", "count", "mean", "total"],
      rows: totals.entries.map { [.text($0.token), .integer($0.count), .double($0.mean), .double($0.total)] })
  }
}
