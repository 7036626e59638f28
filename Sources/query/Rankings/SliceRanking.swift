import Store

/// The leading tokens of a slice of the examples.
struct SliceRanking {
  let slice: ExampleSlice
  /// What it is compared with; nil for all others, or for no comparison.
  let other: ExampleSlice?
  let totals: TokenTotals

  private var isContrast: Bool { totals.others != nil }

  /// The rows `token,count,mean,total`, and `contrast` where slices are compared.
  func listing(settings: StoreSettings) -> Listing {
    var members: [(key: String, value: JSONValue)] = [
      (key: "label", value: .cell(Cell(slice.filter.label))), (key: "predicted", value: .cell(Cell(slice.filter.predicted))),
      (key: "examples", value: .cell(.integer(totals.examples))), (key: "method", value: .cell(.text(settings.method))),
      (key: "aggregate", value: .cell(.text(settings.aggregate))),
    ]
    if !slice.filter.isOfLabelsOnly { members.append((key: "slice", value: .cell(.text(slice.name)))) }
    if let others = totals.others {
      members.append((key: "versus", value: .cell(.text(other?.name ?? "all other examples"))))
      members.append((key: "versus_examples", value: .cell(.integer(others))))
    }
    return Listing(
      caption: caption, members: members, rowsKey: "tokens",
      columns: ["token", "count", "mean", "total"] + (isContrast ? ["contrast"] : []),
      rows: totals.entries.map { entry in
        [.text(entry.token), .integer(entry.count), .double(entry.mean), .double(entry.total)]
          + (isContrast ? [Cell(entry.contrast)] : [])
      })
  }

  private var caption: String {
    let one = slice.description(count: totals.examples)
    guard let others = totals.others else { return one }
    return one + ", compared with " + (other?.description(count: others) ?? "all others (\(others))")
  }
}
