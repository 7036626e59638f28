import Store

/// The combinations of gold and predicted label in a slice.
struct LabelListing {
  private let slice: ExampleSlice
  private let all: [LabelSummary]
  private let shown: [LabelSummary]

  /// Lists all combinations, or those with the most examples, in the order of their names.
  init(slice: ExampleSlice, all: [LabelSummary], limit: Int?) {
    (self.slice, self.all) = (slice, all)
    let largest = all.indices.sorted { (all[$1].examples, $0) < (all[$0].examples, $1) }.prefix(limit ?? .max)
    shown = largest.sorted().map { all[$0] }
  }

  /// Writes the rows, or, for people, the two as tables.
  func write(as format: ListingFormat, to sink: ByteSink) throws {
    let examples = all.reduce(0) { $0 + $1.examples }
    guard format != .table else {
      let confusion = Confusion(shown)
      let caption = slice.description(count: examples)
      try sink.write([caption + "\n", confusion.text, confusion.confidenceText].compactMap(\.self).joined(separator: "\n"))
      return
    }
    let accuracy = Confusion(all).accuracy
    let members = [(key: "examples", value: JSONValue.cell(.integer(examples))), (key: "accuracy", value: .cell(Cell(accuracy)))]
    let listing = Listing(
      members: slice.members + members, rowsKey: "labels", columns: LabelExport.columns, rows: shown.map { LabelExport.row(of: $0) })
    try listing.write(as: format, to: sink)
  }
}
