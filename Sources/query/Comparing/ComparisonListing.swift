import Store

/// A comparison, ready to be written.
struct ComparisonListing {
  private static let exampleColumns = ["example", "label", "predicted_1", "predicted_2", "confidence_1", "confidence_2", "spearman"]
  private static let tokenColumns = ["token", "count", "mean_1", "mean_2", "change"]

  let comparison: Comparison
  let slice: ExampleSlice
  let stores: (String, String)
  let minimumCount: Int
  let limit: Int?

  /// Writes it; `what` chooses the rows of CSV.
  func write(as format: ListingFormat, what: ComparisonKind, to sink: ByteSink) throws {
    switch format {
    case .csv, .tsv, .jsonl, .md, .excel: try (what == .examples ? examples : tokens).write(as: format, to: sink)
    case .json: try sink.write(json.text + "\n")
    case .table:
      try sink.write(summary)
      for listing in [examples, tokens] where !listing.rows.isEmpty {
        try sink.write("\n" + Table(columns: listing.columns, rows: listing.rows).text(caption: listing.caption))
      }
    }
  }

  private var examples: Listing {
    Listing(
      caption: "Examples whose scores are least alike", rowsKey: "least_alike", columns: Self.exampleColumns,
      rows: comparison.leastAlike.map { pair in
        [
          .text(pair.id), Cell(pair.label), Cell(pair.predicted.0), Cell(pair.predicted.1), Cell(pair.confidence.0),
          Cell(pair.confidence.1), Cell(pair.spearman),
        ]
      })
  }

  private var tokens: Listing {
    let moved = comparison.movements.filter { $0.value.count >= minimumCount }.sorted {
      (abs($1.value.change), $1.value.count, $0.key) < (abs($0.value.change), $0.value.count, $1.key)
    }
    return Listing(
      caption: (comparison.comparesWords ? "Words" : "Tokens") + " whose mean score moved most", rowsKey: "tokens",
      columns: Self.tokenColumns,
      rows: moved.prefix(limit ?? .max).map { token, movement in
        [
          .text(token.string), .integer(movement.count), .double(movement.means.0), .double(movement.means.1), .double(movement.change),
        ]
      })
  }

  private var counts: [(key: String, words: String, value: Cell)] {
    [
      ("examples", "examples of the first store", .integer(comparison.examples)),
      ("in_both", "in both", .integer(comparison.matched)),
      ("changed_predictions", "predicted label changed", .integer(comparison.changed)),
      ("not_comparable", "divided otherwise, not compared", .integer(comparison.different)),
      ("mean_spearman", "mean rank correlation", Cell(comparison.mean)),
      ("lowest_spearman", "lowest rank correlation", comparison.correlated == 0 ? .null : .double(comparison.lowest)),
    ]
  }

  private var summary: String {
    let heading = "\(stores.0) and \(stores.1): \(slice.description(count: comparison.examples)), compared by "
    let width = counts.reduce(0) { max($0, $1.words.count) }
    return TerminalText.harmless(heading) + (comparison.comparesWords ? "word" : "token") + "\n\n"
      + counts.map { $0.words.padding(to: width) + "  " + (Table.text(of: $0.value)) + "\n" }.joined()
  }

  private var json: JSONValue {
    func objects(_ listing: Listing) -> JSONValue {
      .array(listing.rows.map { row in .object(zip(listing.columns, row).map { (key: $0, value: .cell($1)) }) })
    }
    let head: [(key: String, value: JSONValue)] = [
      (key: "store_1", value: .cell(.text(stores.0))), (key: "store_2", value: .cell(.text(stores.1))),
    ]
    let unit: [(key: String, value: JSONValue)] = [(key: "unit", value: .cell(.text(comparison.comparesWords ? "word" : "piece")))]
    return .object(
      head + slice.members + counts.map { (key: $0.key, value: .cell($0.value)) } + unit
        + [(key: "least_alike", value: objects(examples)), (key: "tokens", value: objects(tokens))])
  }
}

extension String {
  /// Blanks appended up to a width in characters.
  fileprivate func padding(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
}
