import Store
import Support

extension LabelRule {
  /// Refuses to read labels by another rule than the store's.
  /// - Parameters:
  ///   - mapped: The rule of `--label-map`; nil where it was not given.
  ///   - store: The store's path.
  /// - Throws: `IndexerError`, which tells the store's rule.
  func refuse(_ mapped: LabelRule?, store: String) throws {
    guard let mapped, mapped != self else { return }
    throw IndexerError(
      "the store '\(store)' \(phrase), and one rule holds for all its rows: leave --label-map out, or name a new store, in which the whole corpus is "
        + "read by this map", kind: .incompatible)
  }

  /// The store's treatment of labels under this rule, in words.
  private var phrase: String {
    switch kind {
    case .names: "takes labels for the names of the model's classes"
    case .namesByCase: "takes labels for the names of the model's classes but for case and blanks"
    case .classNumbers: "takes labels for the numbers of the model's classes"
    case .trueFalse: "takes labels for false and true"
    case .numbersInNames: "takes labels for the numbers in the names of the model's classes"
    case .vectors: "takes labels for lists of a 0 or 1 for each class"
    case .asWritten: "keeps labels as they are written, for those of its first run were no classes"
    case .map: "was begun with another map, \(pairs)"
    }
  }

  private var pairs: String {
    let most = 10
    let list = LabelReport.sorted(map.keys.map(\.string)).prefix(most).map { "\($0)=\(map[ExactString($0)] ?? "")" }.joined(separator: ",")
    return map.count > most ? "\(list) and \(map.count - most) more pairs" : list
  }
}
