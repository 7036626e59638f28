import Store
import Support

/// The data of a page's script: the examples, and the names that they share.
struct ReportData {
  let store: AttributionStore
  let scores: ReportScores
  let words: Bool
  let limit: Int?

  /// The words, or pieces, in the panels.
  let ranked: Numbering
  /// Whether predictions can be right or wrong, because some gold label is a class of the model.
  let isJudged: Bool

  private(set) var detail: ReportDetail
  private(set) var labels: Numbering
  private(set) var specials = Numbering()
  /// Number of the model's layers, where their matrices are stored.
  private(set) var layers = 0

  /// - Parameters:
  ///   - store: The store, for the examples' matrices.
  ///   - scores: The scores of the page.
  ///   - words: Whether words are marked; otherwise pieces.
  ///   - limit: Upper bound of the examples.
  ///   - labels: The labels that have numbers already.
  ///   - ranked: The words, or pieces, in the panels.
  ///   - isJudged: Whether predictions can be right or wrong.
  ///   - detail: Takes the examples.
  init(
    store: AttributionStore, scores: ReportScores, words: Bool, limit: Int?, labels: Numbering, ranked: Numbering, isJudged: Bool,
    detail: ReportDetail
  ) {
    (self.store, self.scores, self.words, self.limit) = (store, scores, words, limit)
    (self.labels, self.ranked, self.isJudged, self.detail) = (labels, ranked, isJudged, detail)
  }

  /// Takes an example if it fits, in as much detail as fits.
  /// - Throws: `StoreError` where the store cannot be read. Damaged scores and matrices are reported to `onDamage` and left out.
  mutating func add(_ example: Example, onDamage: (StoreError) -> Void) throws {
    if detail.isFull || detail.counts.examples >= limit ?? .max { return }
    let part = ReportExample(example, words: words)
    var results: [AttributionResult] = []
    do { results = try scores.attributions(of: example, in: store) } catch let damage as StoreError where damage.isDamage {
      onDamage(damage)
    }
    // Messages name a method where the store has another.
    let method = scores.base == store.settings.method ? nil : scores.base
    let hasRows = scores.baseHasRows && results.contains { $0.method == scores.base }
    if layers == 0, detail.wantsLayers, example.windows == 1, hasRows {
      layers = try store.layerCount(exampleID: example.id, method: method)
    }
    func encoded(_ encode: () throws -> String) rethrows -> String {
      // Each window has matrices of its own; there is none of the whole text.
      if example.windows > 1 || !hasRows { return "null" }
      do {
        return try encode()
      } catch let damage as StoreError where damage.isDamage {
        onDamage(damage)
        return "null"
      }
    }
    var members = part.core(labels: &labels, specials: &specials, ranked: ranked)
    members += part.scores(results, of: scores, labels: &labels)
    let core = HTML.script(members)
    let rows =
      try !detail.wantsRows ? nil : encoded { part.rows(of: try store.requireMatrix(of: example, layer: .final, method: method).matrix) }
    let layerParts =
      try !detail.wantsLayers
      ? nil
      : encoded {
        if layers == 0 { return "null" }
        let parts = try (1...layers).map { part.layer(try store.requireMatrix(of: example, layer: .layer($0), method: method).matrix) }
        return "[" + parts.joined(separator: ",") + "]"
      }
    detail.add(core: core, rows: rows, layers: layerParts)
  }

  private var columns: JSONOutput { .array(store.settings.columns.keep.map { .cell(.text($0)) }) }

  private var methods: JSONOutput {
    .array(
      scores.methods.map { .object([(key: "name", value: .cell(.text("\($0)"))), (key: "signed", value: .cell(.flag($0.isSigned)))]) })
  }

  /// The place of the first method, and its class as the page's script has it.
  private var opening: String {
    let view = scores.views[0]
    let name = view.className(labels)
    return "[\(view.method),\(Int(name).map(String.init) ?? "\"\(name.isEmpty ? "predicted" : name)\"")]"
  }

  /// The JSON document for the page's script, escaped for a script element.
  /// - Throws: `StoreError` where the names of pieces cannot be read.
  func json() throws -> String {
    let pieces = words ? nil : try PieceTexts(named: ranked.names, in: store)
    let names = ranked.json { pieces?.text(of: $0) ?? $0 }
    return """
      {"labels":\(HTML.script(labels.json)),"specials":\(HTML.script(specials.json)),"columns":\(HTML.script(columns.text)),\
      "words":\(HTML.script(names)),"judged":\(isJudged),"layers":\(layers),"strongest":\(ReportExample.strongest),"levels":\(PageTheme.levels),\
      "methods":\(HTML.script(methods.text)),"base":\(scores.base.flatMap(scores.methods.firstIndex) ?? -1),"rows":\(scores.baseHasRows),\
      "classes":\(scores.haveClasses),"opens":\(opening),\
      "examples":\(detail.json)}
      """
  }
}
