package import Store
import Support

/// The output of a report on one token.
package struct TokenListing {
  private static let columns = [
    "label", "predicted", "examples", "count", "mean", "min", "lower_quartile", "median", "upper_quartile", "max",
  ]
  /// Unicode scalars of a text that are shown on both sides of the token.
  private static let margin = 28

  let token: String
  /// The piece; nil for a word.
  let piece: VocabularyPiece?
  let slice: ExampleSlice
  let report: TokenReport

  package init(token: String, piece: VocabularyPiece?, slice: ExampleSlice, report: TokenReport) {
    (self.token, self.piece, self.slice, self.report) = (token, piece, slice, report)
  }

  private var isWord: Bool { piece == nil }

  /// Writes the report. `store` provides the texts around the token.
  package func write(as format: ListingFormat, from store: AttributionStore, to sink: ByteSink) throws {
    switch format {
    case .csv, .tsv, .jsonl, .excel: try labels.write(as: format, to: sink)
    case .json: try sink.write(json.text + "\n")
    case .table, .md:
      let isFitted = format == .table && sink.lineWidth != nil
      let columns = ["example", "label", "predicted", "position", "score", "text"]
      var rows: [[Cell]] = []
      var hits: [Table.Place: Range<Int>] = [:]
      var texts: [String] = []
      for (row, occurrence) in report.strongest.enumerated() {
        let place = try place(of: occurrence, in: store)
        rows.append(
          Self.row(of: occurrence, text: place.map { isFitted ? $0.text : Excerpt.around($0.offsets, in: $0.text, margin: Self.margin) }))
        if isFitted, let place {
          hits[Table.Place(row: row, column: columns.count - 1)] = place.offsets
          texts.append(place.text)
        }
      }
      var strongest = Table(columns: columns, rows: rows, hits: hits)
      strongest.hitMark = HitMark(depth: ColorDepth(.auto, isTerminal: sink.isTerminal), texts: texts)
      let note = strongest.hitMark.note.map { " (\($0))" } ?? ""
      try Passage.write(
        [.table(table, caption: caption), .table(strongest, caption: "Strongest in" + note)], as: format, to: sink)
    }
  }

  private var table: Table {
    var table = Table(columns: labels.columns, rows: labels.rows)
    (table.keys, table.breaks) = (2, ["min"])
    return table
  }

  private var caption: String {
    let spread = report.spread
    return
      "'\(TerminalText.harmless(piece.map(PieceTexts.text(of:)) ?? token))': \(Counted.text(spread.count, "time")) in \(spread.examples) of "
      + slice.description(count: report.examples) + ", mean \(Table.rounded(spread.mean)), median \(Table.rounded(spread.quartiles[2]))"
      + (hasSets ? "; an example is in the row of each pair of its labels" : "") + (slice.scores?.caption ?? "")
      + (isWord ? "" : PieceTexts.note)
  }

  /// Whether the model gives sets of labels.
  private var hasSets: Bool { report.strongest.contains { $0.predictedLabels != nil } }

  private var labels: Listing {
    Listing(
      rowsKey: "labels", columns: Self.columns,
      rows: report.groups.map { [Cell($0.label), Cell($0.predicted)] + Self.cells(of: $0.spread) })
  }

  private static func cells(of spread: TokenReport.Spread) -> [Cell] {
    [.integer(spread.examples), .integer(spread.count), .double(spread.mean)] + spread.quartiles.map(Cell.double)
  }

  private var json: JSONOutput {
    let overall = zip(Self.columns, [.null, .null] + Self.cells(of: report.spread)).dropFirst(3).map {
      (key: $0, value: JSONOutput.cell($1))
    }
    let strongest = report.strongest.map { occurrence in
      JSONOutput.object(
        [
          (key: "example", value: .cell(.text(occurrence.id))), (key: "label", value: .cell(Cell(occurrence.label))),
          (key: "predicted", value: .cell(Cell(occurrence.predicted))), (key: "position", value: .cell(.integer(occurrence.position))),
          (key: "score", value: .cell(.double(occurrence.score))),
        ] + Self.sets(of: occurrence))
    }
    let rows = labels.rows.map { row in JSONOutput.object(zip(Self.columns, row).map { (key: $0, value: .cell($1)) }) }
    let head: [JSONOutput.Member] = [
      (key: "token", value: .cell(.text(token))), (key: "unit", value: .cell(.text(isWord ? "word" : "piece"))),
    ]
    let counts: [JSONOutput.Member] = [
      (key: "examples", value: .cell(.integer(report.examples))),
      (key: "examples_with_token", value: .cell(.integer(report.spread.examples))),
    ]
    return .object(
      head + slice.members + counts + overall + [(key: "labels", value: .array(rows)), (key: "strongest", value: .array(strongest))])
  }

  /// The text of an occurrence and the occurrence's offsets in it; nil where the store keeps no texts.
  private func place(of occurrence: TokenReport.Occurrence, in store: AttributionStore) throws -> (text: String, offsets: Range<Int>)? {
    guard let example = try store.example(id: occurrence.id), example.tokens.indices.contains(occurrence.position) else { return nil }
    let token = example.tokens[occurrence.position]
    guard let offsets = token.offsets, let text = token.segment == 1 ? example.pair : example.text else { return nil }
    let word = isWord ? example.words.first { $0.tokens.contains(occurrence.position) } : nil
    return (text, word?.range ?? ExampleLayout.visible(offsets, in: text))
  }

  /// The sets of labels, where the model gives sets.
  private static func sets(of occurrence: TokenReport.Occurrence) -> [JSONOutput.Member] {
    guard let predicted = occurrence.predictedLabels else { return [] }
    func list(_ names: [String]) -> JSONOutput { .array(names.map { .cell(.text($0)) }) }
    return [
      (key: "labels", value: occurrence.labels.map(list) ?? .cell(.null)), (key: "predicted_labels", value: list(predicted)),
    ]
  }

  private static func row(of occurrence: TokenReport.Occurrence, text: String?) -> [Cell] {
    func names(_ set: [String]?) -> Cell { Cell(set.map { $0.isEmpty ? "none" : $0.joined(separator: ", ") }) }
    let hasSets = occurrence.predictedLabels != nil
    return [
      .text(occurrence.id), hasSets ? names(occurrence.labels) : Cell(occurrence.label),
      hasSets ? names(occurrence.predictedLabels) : Cell(occurrence.predicted), .integer(occurrence.position), .double(occurrence.score),
      Cell(text),
    ]
  }
}
