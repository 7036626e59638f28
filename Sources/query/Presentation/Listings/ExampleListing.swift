package import Store
import Support

/// The output of a slice's examples in some order.
package struct ExampleListing {
  /// Columns of a terminal that a text takes in a table.
  private static let textWidth = 72

  let slice: ExampleSlice
  let order: ExampleFilter.Order
  /// Id of the example to which the listed ones are similar.
  let like: String?
  let limit: Int?
  /// Number of examples at the beginning that are left out.
  let skip: Int
  /// Id of the example behind which the list begins.
  let after: String?
  /// Whether the examples of the slice are counted, beyond those that are listed.
  let isCounted: Bool
  /// Whether search hits are coloured.
  let color: ColorMode
  /// Takes the damaged examples.
  let remarks: Remarks

  package init(
    slice: ExampleSlice, order: ExampleFilter.Order, like: String?, limit: Int?, skip: Int = 0, after: String? = nil,
    isCounted: Bool = true, color: ColorMode, remarks: Remarks
  ) {
    (self.after, self.isCounted) = (after, isCounted)
    (self.slice, self.order, self.like) = (slice, order, like)
    (self.limit, self.skip, self.color, self.remarks) = (limit, skip, color, remarks)
  }

  /// What was written.
  package struct Written {
    /// Number of examples that were left out because their records are damaged; each is named in a remark.
    package var damaged = 0
    /// Id of the example behind which the next ones are; nil where there are none.
    package var next: String?
  }

  /// Writes the rows.
  /// - Returns: What was left out, and where the list goes on.
  /// - Throws: `QueryFailure` where the slice has no examples.
  package func write(as format: ListingFormat, from store: AttributionStore, to sink: ByteSink) throws -> Written {
    let measure = like != nil ? "similarity" : isOfScores ? "score" : nil
    let export = ExampleExport(settings: store.settings, measure: measure, scores: slice.scores)
    var rows: [[Cell]] = []
    let head = (like.map { [(key: "like", value: JSONOutput.cell(.text($0)))] } ?? []) + slice.members
    var stream = try format.isForPeople ? nil : ListingStream(format, to: sink, members: head, rowsKey: "examples", columns: export.columns)
    var (listed, last): (Int, String?) = (0, nil)
    let (count, damaged) = try forEach(of: store) { example, measure in
      (listed, last) = (listed + 1, example.id)
      let row = export.row(of: example, measure: measure)
      // A table is laid out when all rows are known; it is for people, who do not list a million rows.
      if stream == nil { rows.append(row) } else { try stream?.write(row) }
    }
    guard count > 0 || after != nil else { throw slice.emptiness }
    if let stream {
      try stream.end(caption: "", members: [(key: "count", value: .cell(isCounted ? .integer(count) : .null))])
    } else {
      let caption = caption(count: count, shown: rows.count)
      let (columns, shown) = columnsForPeople(export.columns, rows)
      if format == .md {
        try Listing(caption: caption, rowsKey: "examples", columns: columns, rows: shown).write(as: .md, to: sink)
      } else {
        if sink.part?.isFirst == false { try sink.write("\n") }
        let hits = hits(columns, shown)
        var table = Table(columns: columns, rows: shown, textWidth: Self.textWidth, hits: hits)
        table.optional = optional(among: columns, kept: export.kept)
        table.hitMark = HitMark(depth: ColorDepth(color, isTerminal: sink.isTerminal), texts: Self.texts(of: hits, in: shown))
        let note = table.hitMark.note.map { "; \($0)" } ?? ""
        try sink.write(table.text(caption: caption + note, width: sink.lineWidth))
      }
    }
    // An uncounted list that is as long as it may be may have more.
    let hasMore = isCounted ? skip + listed + damaged < count : listed + damaged == limit
    return Written(damaged: damaged, next: hasMore && like == nil ? last : nil)
  }

  /// Calls `body` with each example and the number by which it is listed.
  /// - Returns: Number of examples of the slice, and number of damaged ones among those to be listed.
  private func forEach(of store: AttributionStore, _ body: (Example, Double?) throws -> Void) throws -> (count: Int, damaged: Int) {
    var damaged = 0
    func note(_ damage: StoreError) {
      damaged += 1
      remarks.make(damage.description)
    }
    if let like {
      let (nearest, count) = try store.neighbours(of: like, among: slice.filter, limit: limit) ?? ([], 0)
      for neighbour in nearest {
        do {
          if let example = try store.example(id: neighbour.id, scores: slice.filter.scores) { try body(example, neighbour.similarity) }
        } catch let damage as StoreError where damage.isDamage {
          note(damage)
        }
      }
      return (count, damaged)
    }
    var filter = slice.filter
    (filter.order, filter.limit, filter.offset) = (order, limit, skip)
    (filter.after, filter.isCounted) = (after, isCounted)
    let count = try store.forEachExample(filter, onDamage: note) { example in
      try body(example, isOfScores ? highestScore(in: example) : nil)
    }
    return (count, damaged)
  }

  private var isOfScores: Bool { order == .lowestScore || order == .highestScore }

  /// The highest score of the slice's token, or of its word.
  private func highestScore(in example: Example) -> Double? {
    let tokens = example.tokens
    if let piece = slice.filter.piece.map(ExactString.init) {
      return tokens.filter { ExactString($0.piece) == piece && !$0.isSpecial }.map(\.score).max().map(Double.init)
    }
    return example.words.filter { $0.name == slice.filter.word }.map { $0.tokens.reduce(0) { $0 + Double(tokens[$1].score) } }.max()
  }

  private func caption(count: Int, shown: Int) -> String {
    let place = after.map { " behind '\($0)'" } ?? ""
    let all = slice.description(count: count) + place + (!isCounted && count == limit ? ", the first found: the rest is not counted" : "")
    let scores = slice.scores?.caption ?? ""
    if let like { return "The \(shown) most like '\(like)' of " + all + scores }
    return (shown < count ? all + ", of which \(shown) \(shown == 1 ? "is" : "are") shown" : all) + scores
  }

  /// The kept columns that a narrow table may leave out, the last first: all except those by which examples are chosen or ordered.
  private func optional(among columns: [String], kept: [(name: String, column: String)]) -> [String] {
    // Where all examples have the same value, the caption gives it.
    var needed = slice.filter.conditions.filter { $0.comparison != .equal || $0.values.count > 1 }.map(\.column)
    switch order {
    case .keptAscending(let name), .keptDescending(let name): needed.append(name)
    default: break
    }
    return kept.reversed().filter { !needed.contains($0.name) }.map(\.column).filter(columns.contains)
  }

  /// The columns and rows without empty columns, and without the names of the scores, which the caption has.
  private func columnsForPeople(_ columns: [String], _ rows: [[Cell]]) -> (columns: [String], rows: [[Cell]]) {
    let named = slice.scores?.isNamed == true ? ScoreChoice.columns.count : 0
    let shown = columns.indices.dropLast(named)
      .filter { column in rows.contains { $0[column] != .null && $0[column] != .flag(false) } }
    return (shown.map { columns[$0] }, rows.map { row in shown.map { row[$0] } })
  }

  /// The texts with a search hit.
  private static func texts(of hits: [Table.Place: Range<Int>], in rows: [[Cell]]) -> [String] {
    hits.keys.compactMap { place in
      if case .text(let text) = rows[place.row][place.column] { text } else { nil }
    }
  }

  /// The first search hit in each text and pair.
  private func hits(_ columns: [String], _ rows: [[Cell]]) -> [Table.Place: Range<Int>] {
    guard let pattern = slice.filter.containing.map(TextPattern.init) else { return [:] }
    var hits: [Table.Place: Range<Int>] = [:]
    for column in columns.indices where ["text", "pair"].contains(columns[column]) {
      for row in rows.indices {
        if case .text(let text) = rows[row][column] { hits[Table.Place(row: row, column: column)] = pattern.matches(in: text).first }
      }
    }
    return hits
  }
}
