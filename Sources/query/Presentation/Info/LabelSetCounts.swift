import Store
import Support

/// The number of gold sets and of predicted sets of a store that hold each label.
struct LabelSetCounts {
  let agreement: LabelSetAgreement
  /// The model's classes in order.
  let classes: [String]

  var passages: [Passage] {
    let rows = labels.map {
      [.text($0), .integer(agreement.examples(of: $0, .gold)), .integer(agreement.examples(of: $0, .predicted))] as [Cell]
    }
    return [
      .table(
        Table(columns: ["label", "gold", "predicted"], rows: rows),
        caption: "Labels: how many gold sets, and how many predicted sets, have each"),
      .sentence(sentence),
    ]
  }

  /// The model's classes, then other labels by their bytes.
  private var labels: [String] {
    var seen: Set<ExactString> = []
    let others = agreement.labelsByFrequency(of: .gold).map(ExactString.init).sorted()
    return (classes.map(ExactString.init) + others).filter { seen.insert($0).inserted }.map(\.string)
  }

  private var known: Int { agreement.judged + agreement.foreign }

  private var sentence: String {
    if known == 0 { return "No gold set is known." }
    let unknown = agreement.unknown == 0 ? "" : ", \(agreement.unknown) \(agreement.unknown == 1 ? "is" : "are") not known"
    let sets = "\(Counted.text(known, "gold set")) \(known == 1 ? "is" : "are") known, \(agreement.empty) of them empty\(unknown)."
    return sets + (agreement.exactShare.map { " The predicted set is the gold set for \(EstimateText.sentence($0))." } ?? "")
  }

  /// The numbers as a JSON object.
  var json: JSONOutput {
    let rows = labels.map { label in
      JSONOutput.object([
        (key: "label", value: .cell(.text(label))), (key: "gold", value: .cell(.integer(agreement.examples(of: label, .gold)))),
        (key: "predicted", value: .cell(.integer(agreement.examples(of: label, .predicted)))),
      ])
    }
    let counts = [
      ("known", known), ("empty", agreement.empty), ("unknown", agreement.unknown), ("judged", agreement.judged),
      ("gold_outside_classes", agreement.foreign),
    ]
    return .object(
      counts.map { (key: $0.0, value: .cell(.integer($0.1))) } + EstimateText.members("exact_match", agreement.exactShare) + [
        (key: "labels", value: .array(rows))
      ])
  }
}
