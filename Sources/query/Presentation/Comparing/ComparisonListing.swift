import Store
import Support

/// The output of a comparison.
package struct ComparisonListing {
  private static let exampleColumns = [
    "example", "label", "predicted_1", "predicted_2", "confidence_1", "confidence_2", "spearman", "edited",
  ]
  /// Columns that are added where either model gives sets of labels; in a table they replace the columns of single labels.
  private static let setColumns = ["labels", "predicted_labels_1", "predicted_labels_2"]
  private static let columnsOfHighest = ["label", "predicted_1", "predicted_2"]
  private static let changeColumns = ["predicted_1", "predicted_2", "examples", "edited"]
  private static let tokenColumns = ["token", "count", "mean_1", "mean_2", "change"]

  /// Number of directions that a sentence names.
  private static let namedDirections = 6

  let comparison: Comparison
  let slice: ExampleSlice
  let stores: (String, String)
  let minimumCount: Int
  let limit: Int?

  package init(comparison: Comparison, slice: ExampleSlice, stores: (String, String), minimumCount: Int, limit: Int?) {
    (self.comparison, self.slice, self.stores) = (comparison, slice, stores)
    (self.minimumCount, self.limit) = (minimumCount, limit)
  }

  /// Writes the comparison. `what` chooses the rows of CSV and of Markdown; without it, Markdown has all rows.
  package func write(as format: ListingFormat, what: ComparisonKind?, to sink: ByteSink) throws {
    switch format {
    case .md where what == nil: try Passage.write(passages, as: format, to: sink)
    case .csv, .tsv, .jsonl, .md, .excel: try listing(of: what ?? .examples, as: format).write(as: format, to: sink)
    case .json: try sink.write(json.text + "\n")
    case .table:
      let parts = [Passage.sentence(heading).text(width: sink.lineWidth), countLines]
      let tables = (directions.map { [.sentence($0)] } ?? []) + tables
      try sink.write((parts + tables.map { $0.text(width: sink.lineWidth) }).joined(separator: "\n"))
    }
  }

  private var passages: [Passage] {
    let counts = Table(columns: ["", "value"], rows: shownCounts.map { [.text($0.words), $0.value] })
    return [.sentence(heading), .table(counts, caption: "")] + (directions.map { [.sentence($0)] } ?? []) + tables
  }

  private var tables: [Passage] {
    // The scores of two methods have no unit in common.
    let isOfOneMethod = comparison.scores.0.method == comparison.scores.1.method
    return [examples, isOfOneMethod ? tokens(as: .table) : nil].compactMap(\.self).filter { !$0.rows.isEmpty }.map(Self.table)
  }

  private func listing(of kind: ComparisonKind, as format: ListingFormat) -> Listing {
    switch kind {
    case .examples: examples
    case .tokens: tokens(as: format)
    case .changes: changes
    }
  }

  /// A table without empty columns, and without the column that tells of edited examples where there are none.
  private static func table(_ listing: Listing) -> Passage {
    let filled = listing.columns.indices.filter { column in
      !(listing.columns.contains("labels") && columnsOfHighest.contains(listing.columns[column]))
        && listing.rows.contains { $0[column] != .null && $0[column] != .flag(false) }
    }
    return .table(
      Table(columns: filled.map { listing.columns[$0] }, rows: listing.rows.map { row in filled.map { row[$0] } }),
      caption: listing.caption)
  }

  private var prediction: String { comparison.hasSets ? "predicted set" : "predicted label" }

  private func cell(_ prediction: ExactString?) -> Cell {
    prediction.map { comparison.hasSets ? .json($0.string) : .text($0.string) } ?? .null
  }

  private var caption: String {
    if comparison.leastAlike.contains(where: { $0.spearman != nil }) { return "Examples whose scores are least alike" }
    return comparison.leastAlike.allSatisfy(\.isChanged)
      ? "Examples whose \(prediction) changed" : "Examples, those whose \(prediction) changed first"
  }

  /// The directions of changes, the most frequent first.
  private var changes: Listing {
    let ordered = comparison.changes.sorted { one, other in
      (other.value.examples, one.key.from?.string ?? "", one.key.to?.string ?? "")
        < (one.value.examples, other.key.from?.string ?? "", other.key.to?.string ?? "")
    }
    return Listing(
      rowsKey: "changes", columns: Self.changeColumns,
      rows: ordered.map { direction, changes in
        [self.cell(direction.from), self.cell(direction.to), .integer(changes.examples), .integer(changes.edited)]
      })
  }

  private var examples: Listing {
    Listing(
      caption: caption, rowsKey: "least_alike", columns: Self.exampleColumns + (comparison.hasSets ? Self.setColumns : []),
      rows: comparison.leastAlike.map { pair in
        [
          .text(pair.id), Cell(pair.label), Cell(pair.predicted.0), Cell(pair.predicted.1), Cell(pair.confidence.0),
          Cell(pair.confidence.1), Cell(pair.spearman), pair.isEdited.map(Cell.flag) ?? .null,
        ] + (pair.sets.map { [Cell(list: $0.gold), Cell(list: $0.predicted.0), Cell(list: $0.predicted.1)] } ?? [])
      })
  }

  private func tokens(as format: ListingFormat) -> Listing {
    let moved = comparison.movements.filter { $0.value.count >= minimumCount }.sorted {
      (abs($1.value.change), $1.value.count, $0.key) < (abs($0.value.change), $0.value.count, $1.key)
    }
    let shown = moved.prefix(limit ?? .max)
    let pieces = comparison.comparesWords ? nil : PieceTexts(shown.compactMap { comparison.pieces[$0.key] })
    return Listing(
      caption: (comparison.comparesWords ? "Words" : "Tokens") + " whose mean score moved most" + (pieces == nil ? "" : PieceTexts.note),
      rowsKey: "tokens",
      columns: Self.tokenColumns,
      rows: shown.map { token, movement in
        [
          PieceTexts.cell(of: token.string, pieces, as: format), .integer(movement.count), .double(movement.means.0),
          .double(movement.means.1), .double(movement.change),
        ]
      })
  }

  private var counts: [(key: String, words: String, value: Cell)] {
    [
      ("examples", "examples of the first store", .integer(comparison.examples)),
      ("in_both", "in both", .integer(comparison.matched)),
      ("changed_predictions", "\(prediction) changed", .integer(comparison.changed)),
      ("edited", "text was edited", .integer(comparison.edited)),
      ("not_comparable", "divided otherwise, not compared", .integer(comparison.different)),
      ("mean_spearman", "mean rank correlation", Cell(comparison.mean)),
      ("lowest_spearman", "lowest rank correlation", comparison.correlated == 0 ? .null : .double(comparison.lowest)),
    ]
  }

  private var heading: String {
    let (one, other) = comparison.scores
    let names = stores.0 == stores.1 ? stores.0 : "\(stores.0) and \(stores.1)"
    return "\(names): \(slice.description(count: comparison.examples)), "
      + (comparison.comparesWords ? "compared by word, as both tokenizers divide the text" : "compared by token")
      + (isNamed ? "; scores by \(one.name)\(one.name == other.name ? "" : " and by \(other.name)")" : "")
  }

  private var shownCounts: [(key: String, words: String, value: Cell)] { counts.filter { $0.key != "edited" || comparison.edited > 0 } }

  private var countLines: String {
    let width = shownCounts.reduce(0) { max($0, $1.words.count) }
    return shownCounts.map { $0.words.padding(to: width) + "  " + (Table.text(of: $0.value)) + "\n" }.joined()
  }

  /// A sentence such as "37 examples changed: negative → positive 21, positive → negative 16", with the number of edited texts; nil where
  /// no prediction changed.
  private var directions: String? {
    let rows = changes.rows
    if rows.isEmpty { return nil }
    let named = rows.prefix(Self.namedDirections).map { row in
      let edited = row[3] == .integer(0) ? "" : " (\(Table.text(of: row[3])) edited)"
      return "\(Self.name(row[0])) → \(Self.name(row[1])) \(Table.text(of: row[2]))" + edited
    }
    let more = rows.count - named.count
    let rest = more == 0 ? "" : ", and \(Counted.text(more, "further direction")) (--what changes --format csv)"
    let texts = comparison.edited == 0 ? "" : "; an edited text may be why"
    return "\(Counted.text(comparison.changed, "example")) changed: " + named.joined(separator: ", ") + rest + texts
  }

  private static func name(_ label: Cell) -> String { label == .null ? "(none)" : Table.text(of: label) }

  /// Whether the scores of either store are to be named.
  private var isNamed: Bool { comparison.scores.0.isNamed || comparison.scores.1.isNamed }

  /// The members that name the scores of both stores, where they are to be named.
  private var scoreMembers: [JSONOutput.Member] {
    guard isNamed else { return [] }
    return comparison.scores.0.members.map { (key: "\($0.key)_1", value: $0.value) }
      + comparison.scores.1.members.map { (key: "\($0.key)_2", value: $0.value) }
  }

  private var json: JSONOutput {
    func objects(_ listing: Listing) -> JSONOutput {
      .array(listing.rows.map { row in .object(zip(listing.columns, row).map { (key: $0, value: .cell($1)) }) })
    }
    let head: [JSONOutput.Member] = [
      (key: "store_1", value: .cell(.text(stores.0))), (key: "store_2", value: .cell(.text(stores.1))),
    ]
    let unit: [JSONOutput.Member] = [(key: "unit", value: .cell(.text(comparison.comparesWords ? "word" : "piece")))]
    return .object(
      head + slice.members + scoreMembers + counts.map { (key: $0.key, value: .cell($0.value)) } + unit
        + [
          (key: "least_alike", value: objects(examples)), (key: "tokens", value: objects(tokens(as: .json))),
          (key: "changes", value: objects(changes)),
        ])
  }
}

extension String {
  /// The text with blanks appended up to a width in characters.
  fileprivate func padding(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
}
