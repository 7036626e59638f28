import Store

/// The data of a page: its examples, and what they have in common.
struct ReportData {
  let store: AttributionStore
  let words: Bool
  let limit: Int?

  /// The words, or pieces, of the panels.
  let ranked: Numbering
  /// Whether a prediction can be right or wrong: whether any gold label is a class of the model.
  let isJudged: Bool

  private(set) var detail: ReportDetail
  private(set) var labels: Numbering
  private(set) var specials = Numbering()
  /// How many layers the model has, where they are stored.
  private(set) var layers = 0

  /// - Parameters:
  ///   - store: Where the examples' matrices are.
  ///   - words: Whether whole words are marked.
  ///   - limit: Examples at most.
  ///   - labels: The labels that have numbers already.
  ///   - ranked: The words, or pieces, of the panels.
  ///   - isJudged: Whether a prediction can be right or wrong.
  ///   - detail: Takes the examples.
  init(store: AttributionStore, words: Bool, limit: Int?, labels: Numbering, ranked: Numbering, isJudged: Bool, detail: ReportDetail) {
    (self.store, self.words, self.limit) = (store, words, limit)
    (self.labels, self.ranked, self.isJudged, self.detail) = (labels, ranked, isJudged, detail)
  }

  /// Takes an example where there is room, with as much detail as there is room for.
  /// - Throws: `StoreError` where the store cannot be read. A damaged matrix goes to `onDamage` and is left out.
  mutating func add(_ example: StoredExample, onDamage: (StoreError) -> Void) throws {
    if detail.isFull || detail.counts.examples >= limit ?? .max { return }
    let part = ReportExample(example, words: words)
    if layers == 0, detail.wantsLayers, example.windows == 1 { layers = try store.layerCount(exampleID: example.id) }
    func encoded(_ encode: () throws -> String) rethrows -> String {
      // Each window has matrices of its own; there is none of the whole.
      if example.windows > 1 { return "null" }
      do {
        return try encode()
      } catch let damage as StoreError where damage.isDamage {
        onDamage(damage)
        return "null"
      }
    }
    let core = HTML.script(part.core(labels: &labels, specials: &specials, ranked: ranked))
    let rows = try !detail.wantsRows ? nil : encoded { part.rows(of: try store.requireMatrix(of: example, layer: .final).matrix) }
    let layerParts =
      try !detail.wantsLayers
      ? nil
      : encoded {
        if layers == 0 { return "null" }
        let parts = try (1...layers).map { part.layer(try store.requireMatrix(of: example, layer: .layer($0)).matrix) }
        return "[" + parts.joined(separator: ",") + "]"
      }
    detail.add(core: core, rows: rows, layers: layerParts)
  }

  private var columns: JSONValue { .array(store.settings.columns.keep.map { .cell(.text($0)) }) }

  /// The document that the page's script reads, fit for a script element.
  var json: String {
    """
    {"labels":\(HTML.script(labels.json)),"specials":\(HTML.script(specials.json)),"columns":\(HTML.script(columns.text)),\
    "words":\(HTML.script(ranked.json)),"judged":\(isJudged),"layers":\(layers),"strongest":\(ReportExample.strongest),"levels":\(PageTheme.levels),\
    "examples":\(detail.json)}
    """
  }
}
