import Store
import Support

/// The gold labels that a dry run met, and what becomes of each.
struct LabelFates {
  /// Labels that are listed for people.
  private static let most = 20

  private let rule: LabelRule?
  /// Label as the corpus has it, the class that it means, and texts that have it: the most frequent first.
  private let fates: [(label: String, name: String?, texts: Int)]
  private let hasClasses: Bool

  init(_ survey: CorpusSurvey, _ reading: LabelReading) {
    rule = reading.rule
    hasClasses = !reading.classes.names.isEmpty
    fates = survey.labels.compactMap { label, count in
      label.flatMap { exact in
        let label = exact.string
        return reading.gold(label) == nil ? nil : (label, reading.className(of: label), survey.scaled(count))
      }
    }
    .sorted { ($1.texts, ExactString($0.label)) < ($0.texts, ExactString($1.label)) }
  }

  /// A line for each label, for people; nothing where there are none.
  var lines: [String] {
    guard !fates.isEmpty else { return [] }
    var lines = ["labels     texts"]
    for fate in fates.prefix(Self.most) {
      let meaning =
        switch fate.name {
        case let name? where name == fate.label: ""
        case let name?: " = \(name)"
        case nil: hasClasses ? ", no class of the model: kept as written" : ""
        }
      lines.append("  \(ProgressLine.grouped(fate.texts))  \(fate.label)\(meaning)".printable)
    }
    if fates.count > Self.most { lines.append("  and \(ProgressLine.grouped(fates.count - Self.most)) more labels") }
    return lines
  }

  /// Two members of a JSON object.
  var json: String {
    let list = fates.map { fate in
      "{\"label\": \(JSONText.quoted(fate.label)), \"class\": \(fate.name.map(JSONText.quoted) ?? "null"), \"texts\": \(fate.texts)}"
    }
    return "\"label_rule\": \(rule.map { JSONText.quoted($0.kind.rawValue) } ?? "null"), \"labels\": [\(list.joined(separator: ", "))]"
  }
}
