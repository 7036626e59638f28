import Store
import Support

/// The gold labels of a dry run, each with the label that the store would have.
struct LabelFates {
  /// Number of labels that are listed for people.
  private static let most = 20

  private let rule: LabelRule?
  /// Label of the corpus, class that it means, and number of texts with it; the most frequent first.
  private let fates: [(label: String, name: String?, texts: Int)]
  /// Number of texts whose list of labels is empty.
  private let emptySets: Int
  private let hasClasses: Bool

  init(_ survey: CorpusSurvey, _ reading: LabelReading) {
    rule = reading.rule
    emptySets = survey.scaled(survey.emptySets)
    hasClasses = !reading.classes.names.isEmpty
    fates = survey.labels.compactMap { label, count in
      label.flatMap { exact in
        let label = exact.string
        return reading.gold(label) == nil ? nil : (label, reading.className(of: label), survey.scaled(count))
      }
    }
    .sorted { ($1.texts, ExactString($0.label)) < ($0.texts, ExactString($1.label)) }
  }

  /// A line for each label, for people; empty where there are none.
  var lines: [String] {
    guard !fates.isEmpty || emptySets > 0 else { return [] }
    var lines = ["labels     texts"]
    for fate in fates.prefix(Self.most) {
      let meaning =
        switch fate.name {
        case let name? where name == fate.label: ""
        case let name?: " = \(name)"
        case nil: hasClasses ? ", no class of the model: kept as written" : ""
        }
      lines.append("  \(fate.texts.grouped)  \(fate.label)\(meaning)".printable)
    }
    if fates.count > Self.most { lines.append("  and \((fates.count - Self.most).grouped) more labels") }
    if emptySets > 0 { lines.append("  \(emptySets.grouped)  [], known to have none") }
    return lines
  }

  /// Adds the rule, the labels, and, where labels are lists, the number of empty ones to a JSON object.
  func add(to json: inout JSONObjectText) {
    json.add("label_rule", rule?.kind.rawValue)
    json.add(
      "labels",
      fates.map { fate in
        var object = JSONObjectText()
        object.add("label", fate.label)
        object.add("class", fate.name)
        object.add("texts", fate.texts)
        return object
      })
    if emptySets > 0 { json.add("empty_label_lists", emptySets) }
  }
}
