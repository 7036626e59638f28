import Store

/// What there is to say of one token.
struct TokenListing {
  private static let columns = [
    "label", "predicted", "examples", "count", "mean", "min", "lower_quartile", "median", "upper_quartile", "max",
  ]
  /// Unicode scalars of a text shown on both sides of the token.
  private static let margin = 28

  let token: String
  let isWord: Bool
  let slice: ExampleSlice
  let report: TokenReport

  /// Writes it; `store` gives the texts around the token.
  func write(as format: ListingFormat, from store: AttributionStore, to sink: ByteSink) throws {
    switch format {
    case .csv, .tsv, .jsonl, .md, .excel: try labels.write(as: format, to: sink)
    case .json: try sink.write(json.text + "\n")
    case .table:
      try sink.write(Table(columns: labels.columns, rows: labels.rows).text(caption: caption))
      let strongest = try Table(columns: ["example", "label", "predicted", "position", "score", "text"], rows: rows(from: store))
      try sink.write("\n" + strongest.text(caption: "Strongest in"))
    }
  }

  private var caption: String {
    let spread = report.spread
    return "'\(TerminalText.harmless(token))': \(Counted.text(spread.count, "time")) in \(spread.examples) of "
      + slice.description(count: report.examples) + ", mean \(Table.rounded(spread.mean)), median \(Table.rounded(spread.quartiles[2]))"
  }

  private var labels: Listing {
    Listing(
      rowsKey: "labels", columns: Self.columns,
      rows: report.groups.map { [Cell($0.label), Cell($0.predicted)] + Self.cells(of: $0.spread) })
  }

  private static func cells(of spread: TokenReport.Spread) -> [Cell] {
    [.integer(spread.examples), .integer(spread.count), .double(spread.mean)] + spread.quartiles.map(Cell.double)
  }

  private var json: JSONValue {
    let overall = zip(Self.columns, [.null, .null] + Self.cells(of: report.spread)).dropFirst(3).map {
      (key: $0, value: JSONValue.cell($1))
    }
    let strongest = report.strongest.map { occurrence in
      JSONValue.object([
        (key: "example", value: .cell(.text(occurrence.id))), (key: "label", value: .cell(Cell(occurrence.label))),
        (key: "predicted", value: .cell(Cell(occurrence.predicted))), (key: "position", value: .cell(.integer(occurrence.position))),
        (key: "score", value: .cell(.double(occurrence.score))),
      ])
    }
    let rows = labels.rows.map { row in JSONValue.object(zip(Self.columns, row).map { (key: $0, value: .cell($1)) }) }
    let head: [(key: String, value: JSONValue)] = [
      (key: "token", value: .cell(.text(token))), (key: "unit", value: .cell(.text(isWord ? "word" : "piece"))),
    ]
    let counts: [(key: String, value: JSONValue)] = [
      (key: "examples", value: .cell(.integer(report.examples))),
      (key: "examples_with_token", value: .cell(.integer(report.spread.examples))),
    ]
    return .object(
      head + slice.members + counts + overall + [(key: "labels", value: .array(rows)), (key: "strongest", value: .array(strongest))])
  }

  private func rows(from store: AttributionStore) throws -> [[Cell]] {
    try report.strongest.map { occurrence in
      let example = try store.example(id: occurrence.id)
      let place = example.flatMap { $0.tokens.indices.contains(occurrence.position) ? $0.tokens[occurrence.position] : nil }
      let text = example.flatMap { example in
        place?.offsets.flatMap { offsets in
          (place?.segment == 1 ? example.pair : example.text).map { Excerpt.around(offsets, in: $0, margin: Self.margin) }
        }
      }
      return [
        .text(occurrence.id), Cell(occurrence.label), Cell(occurrence.predicted), .integer(occurrence.position), .double(occurrence.score),
        Cell(text),
      ]
    }
  }
}
