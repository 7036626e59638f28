import Store

/// Examples of a slice, in some order.
struct ExampleListing {
  /// Cells of a terminal that a text takes in a table.
  private static let textWidth = 72

  let slice: ExampleSlice
  /// Of the whole slice.
  let count: Int
  let order: ExampleOrder
  let isAscending: Bool
  /// The example that those listed are like.
  let like: String?
  let limit: Int?

  /// Writes the rows.
  /// - Returns: how many examples were left out because their records are damaged; each is named on standard error.
  func write(as format: ListingFormat, from store: AttributionStore, to sink: ByteSink) throws -> Int {
    let measure = like != nil ? "similarity" : order == .score ? "score" : nil
    let export = ExampleExport(settings: store.settings, measure: measure)
    var rows: [[Cell]] = []
    var stream =
      try format == .table ? nil : ListingStream(format, to: sink, members: members, rowsKey: "examples", columns: export.columns)
    let damaged = try forEach(of: store) { example, measure in
      let row = export.row(of: example, measure: measure)
      // A table is laid out when all is known; it is for people, who do not ask for a million rows.
      if stream == nil { rows.append(row) } else { try stream?.write(row) }
    }
    if let stream {
      try stream.end(caption: "")
    } else {
      let table = Self.forPeople(columns: export.columns, rows: rows)
      try sink.write(table.text(caption: caption(shown: rows.count)))
    }
    return damaged
  }

  private func forEach(of store: AttributionStore, _ body: (StoredExample, Double?) throws -> Void) throws -> Int {
    var damaged = 0
    func note(_ damage: StoreError) {
      damaged += 1
      StandardError.write(damage.description)
    }
    if let like {
      for neighbour in try store.neighbours(of: like, among: slice.filter, limit: limit) ?? [] {
        do {
          if let example = try store.example(id: neighbour.id) { try body(example, neighbour.similarity) }
        } catch let damage as StoreError {
          note(damage)
        }
      }
    } else {
      var filter = slice.filter
      (filter.order, filter.limit) = (order.order(isAscending: isAscending), limit)
      try store.forEachExample(filter, onDamage: note) { example in
        let scores = example.tokens.filter { $0.piece == slice.filter.piece && !$0.isSpecial }.map(\.score)
        try body(example, order == .score ? scores.max().map(Double.init) : nil)
      }
    }
    return damaged
  }

  private var members: [(key: String, value: JSONValue)] {
    (like.map { [(key: "like", value: .cell(.text($0)))] } ?? []) + slice.members + [(key: "count", value: .cell(.integer(count)))]
  }

  private func caption(shown: Int) -> String {
    let all = slice.description(count: count)
    if let like { return "The \(shown) most like '\(like)' of " + all }
    return shown < count ? all + ", of which \(shown) are shown" : all
  }

  /// Texts cut to a width, and columns without content left out.
  private static func forPeople(columns: [String], rows: [[Cell]]) -> Table {
    let shown = columns.indices.filter { column in rows.contains { $0[column] != .null && $0[column] != .flag(false) } }
    return Table(
      columns: shown.map { columns[$0] },
      rows: rows.map { row in
        shown.map { column in
          if case .text(let text) = row[column] { .text(Excerpt.beginning(of: text, width: textWidth)) } else { row[column] }
        }
      })
  }
}
