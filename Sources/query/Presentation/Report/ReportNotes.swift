import Store
import Support

/// Sentences about the examples that a page has, and about those that it leaves out.
struct ReportNotes {
  /// Upper bound of the methods that a note names.
  private static let named = 8

  let choice: Report.Choice
  let settings: StoreSettings
  /// Number of examples of the slice.
  let examples: Int
  let data: ReportData
  /// Number of damaged records that the page leaves out.
  let damaged: Int
  /// Whether a server shows the page, which has no option for its size.
  let isServed: Bool

  /// The note above the examples; nil where none is needed.
  var text: String? {
    let sentences = [texts, left, damage, rows, layers, methods, classes].compactMap(\.self)
    return sentences.isEmpty ? nil : sentences.joined(separator: " ")
  }

  private var texts: String? { settings.keepsTexts ? nil : "The store keeps no texts: the words of the tokens are shown." }

  private var left: String? {
    let shown = data.detail.counts.examples
    if shown == examples { return nil }
    let order = choice.order == .row ? "" : ", \(Self.name(choice))"
    let has = "The page has the first \(shown.grouped) of \(examples.grouped) examples\(order)"
    if !data.detail.isFull { return has + "." }
    if data.detail.exceedsBudget { return has + ": even so it is larger than \(choice.size)\(option)." }
    return has + ": \((examples - shown).grouped) are left out, for it is to stay under \(choice.size)\(option)."
  }

  private var option: String { isServed ? "" : " (--max-size)" }

  private var damage: String? {
    damaged == 0 ? nil : "It leaves out \(Counted.text(damaged, "damaged record")): globenc-query verify says which."
  }

  private var rows: String? {
    guard data.detail.lacksRows else { return nil }
    let rows = data.detail.counts.rows
    let what = "What words other than the first token are made of is"
    return rows == 0 ? "\(what) left out." : "\(what) kept for the first \(Counted.text(rows, "example"))."
  }

  private var layers: String? {
    let (examples, _, layers) = data.detail.counts
    guard data.layers > 0, layers < examples, choice.layers ?? Report.layers > 0 else { return nil }
    if layers == 0 { return "Layers are left out." }
    let more = choice.layers == nil ? "; --layers asks for more, in place of examples where the page is full" : ""
    return "Layers are kept for the first \(Counted.text(layers, "example"))\(more)."
  }

  private var methods: String? {
    let (has, omitted) = (data.scores.methods.count, data.scores.omitted)
    if omitted.isEmpty { return nil }
    return "Of the store's \(has + omitted.count) methods the page has \(has); report --method NAME opens one with another: "
      + omitted.prefix(Self.named).map { "\($0.name)\($0.aggregate.map { " (--aggregate \($0.rawValue))" } ?? "")" }.joined(separator: ", ")
      + (omitted.count > Self.named ? " and others." : ".")
  }

  private var classes: String? {
    guard data.scores.haveSigns, data.scores.omittedClasses > 0 else { return nil }
    let named = data.scores.classes.first.map { ", and for '\($0)'" } ?? ""
    return "Of the \(settings.explainedClasses.count) classes each example has its scores for the predicted and the gold one\(named); "
      + "report --class NAME opens a page with another."
  }

  /// The order of the page's examples, in words.
  private static func name(_ choice: Report.Choice) -> String {
    switch choice.order {
    case .row: "in the order of the corpus"
    case .confidence: choice.isAscending ? "the least confident first" : "the most confident first"
    case .length: choice.isAscending ? "the shortest first" : "the longest first"
    case .score: choice.isAscending ? "the lowest score of the token first" : "the highest score of the token first"
    default: "the \(choice.isAscending ? "lowest" : "highest") \(choice.order.name) first"
    }
  }

  /// The first choices of the list "Sort by": the order of the page's examples, and the order of the corpus.
  static func orders(_ choice: Report.Choice) -> [ReportPage.Order] {
    let corpus = ReportPage.Order(value: "corpus", name: "order of the corpus")
    return choice.order == .row ? [corpus] : [ReportPage.Order(value: "page", name: name(choice)), corpus]
  }
}
