import Presentation
import Store

extension ExportCommand {
  /// The slice with the scores of the rows.
  func scored(_ slice: ExampleSlice, in store: AttributionStore) throws -> ExampleSlice {
    if isLong { return slice }
    switch what {
    case .labels, .matrices: return slice
    case .tokens, .words: return try scores.apply(to: slice, in: store)
    case .examples:
      let choice = try scores.names.choice(for: slice.filter, in: store)
      return slice.scored(by: choice, isStrict: !scores.names.isEmpty || self.slice.inTop != nil)
    }
  }

  /// Writes the rows: those of one choice of scores, or those of all.
  /// - Returns: Number of examples that were left out because their records are damaged.
  func write(_ slice: ExampleSlice, _ all: AllScores?, from store: AttributionStore, to sink: ByteSink) throws -> Int {
    let columns = all?.columns ?? slice.scores
    switch what {
    case .tokens:
      return try write(TokenExport.columns(columns), of: slice, all, from: store, to: sink) { TokenExport.rows(of: $0, $1) }
    case .words:
      return try write(WordExport.columns(columns), of: slice, all, from: store, to: sink) { WordExport.rows(of: $0, $1) }
    case .examples:
      let export = ExampleExport(settings: store.settings, scores: columns, hasSums: all?.haveSigns)
      return try write(export.columns, of: slice, all, from: store, to: sink) { [export.row(of: $0, by: $1)] }
    case .labels:
      var stream = try stream(of: LabelExport.columns, to: sink)
      let summaries = try store.labelSummaries(slice.filter)
      if summaries.isEmpty, !self.slice.isEverything { throw slice.emptiness }
      for summary in summaries { try stream.write(LabelExport.row(of: summary)) }
      try stream.end(caption: "")
      return 0
    case .matrices:
      return try writeMatrices(of: slice, from: store, to: sink)
    }
  }

  /// Writes the rows of each example, by one choice of scores or, one after another, by all.
  private func write(
    _ columns: [String], of slice: ExampleSlice, _ all: AllScores?, from store: AttributionStore, to sink: ByteSink,
    rows: (Example, ScoreChoice?) -> [[Cell]]
  ) throws -> Int {
    var stream = try stream(of: columns, to: sink)
    let damaged = try forEachExample(of: slice, in: store) { example in
      guard let all else {
        for row in rows(example, slice.scores) { try stream.write(row) }
        return
      }
      for part in try all.parts(of: example, in: store) {
        for row in rows(part.example, part.scores) { try stream.write(row) }
      }
    }
    try stream.end(caption: "")
    return damaged
  }

  private func writeMatrices(of slice: ExampleSlice, from store: AttributionStore, to sink: ByteSink) throws -> Int {
    let method = try isLong ? nil : scores.names.method(in: store.settings)
    var export = try MatrixExport(layer: layer?.layer ?? .final, to: sink)
    let damaged = try forEachExample(of: slice, in: store) { example in
      if let method { try export.add(example, by: method, from: store) } else { try export.addAll(example, from: store) }
    }
    try export.finish()
    return damaged
  }

  /// Calls `body` for the examples of a slice, and names each damaged one.
  /// - Returns: Number of damaged examples, with those for which `body` finds damage.
  /// - Throws: `QueryFailure` where a slice is chosen and holds no example; the export of an empty store has no rows.
  private func forEachExample(of slice: ExampleSlice, in store: AttributionStore, _ body: (Example) throws -> Void) throws -> Int {
    var (isEmpty, damaged) = (true, 0)
    func note(_ damage: StoreError) {
      damaged += 1
      StandardError.write(damage.description)
    }
    try store.forEachExample(
      slice.filter, onDamage: note,
      { example in
        isEmpty = false
        do { try body(example) } catch let damage as StoreError where damage.isDamage { note(damage) }
      })
    if isEmpty, damaged == 0, !self.slice.isEverything { throw slice.emptiness }
    return damaged
  }
}
