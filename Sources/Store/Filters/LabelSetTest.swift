import GRDB
import Support

/// Decides whether the label sets of an example pass a filter.
final class LabelSetTest {
  private let sets: LabelSets
  private let gold: ExactString?
  private let predicted: ExactString?
  private let outcome: ExampleFilter.Outcome?
  private let names: LabelNames

  /// Nil where the filter has no condition on labels.
  init?(_ filter: ExampleFilter, sets: LabelSets, names: LabelNames) {
    guard filter.label != nil || filter.predicted != nil || filter.outcome != nil else { return nil }
    gold = filter.label.map(ExactString.init)
    predicted = filter.predicted.map(ExactString.init)
    outcome = filter.outcome
    (self.sets, self.names) = (sets, names)
  }

  /// Tests the columns of an example.
  /// - Parameters:
  ///   - label: `example.label`
  ///   - labels: `example.labels`
  ///   - logits: `example.logits`
  /// - Returns: Whether the example passes.
  func passes(label: Int64?, labels: String?, logits: [UInt8]) -> Bool {
    let known = Self.gold(label: label, labels: labels, names: names)
    let golds = (known ?? []).map(ExactString.init)
    if let gold, !golds.contains(gold) { return false }
    let predictions = sets.predicted(TokenBlobs.unpackFloats(logits) ?? []).map(ExactString.init)
    if let predicted, !predictions.contains(predicted) { return false }
    switch outcome {
    case nil: return true
    case .correct: return known != nil && Set(golds) == Set(predictions)
    case .misclassified: return known != nil && golds.allSatisfy(sets.isClass) && Set(golds) != Set(predictions)
    }
  }

  /// The gold labels; nil where they are unknown. A damaged name equals no class.
  static func gold(label: Int64?, labels: String?, names: LabelNames) -> [String]? {
    if let labels { return LabelSets.unpack(labels) }
    return label.map { [(try? names.name(of: $0)) ?? ""] }
  }
}
