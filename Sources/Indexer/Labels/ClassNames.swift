import Engine
import Store

/// The classes of a model, and the ways in which a corpus may name them.
struct ClassNames: Sendable {
  /// In the model's order; empty where gold labels are no classes (regression, no head).
  let names: [String]
  /// Number in a class's name -> its name; nil where a name has none, or two have the same.
  let byNumber: [Int: String]?

  /// Labels are the same where their bytes are, as in a store.
  private let exact: [ExactString: String]
  /// Name without case and blanks -> name, where no two classes have the same.
  private let loose: [String: String]
  /// Number that a class's name is -> name, where no two classes have the same.
  private let numbers: [Int: String]

  /// - Parameter names: the model's classes in order.
  init(_ names: [String]) {
    self.names = names
    exact = Dictionary(names.map { (ExactString($0), $0) }) { first, _ in first }
    loose = Dictionary(grouping: names, by: \.loosened).compactMapValues { $0.count == 1 ? $0[0] : nil }
    let numbers = names.compactMap { name in LabelNumber.parse(name).map { (number: $0, name: name) } }
    self.numbers = Dictionary(grouping: numbers, by: \.number).compactMapValues { $0.count == 1 ? $0[0].name : nil }
    let numbered = names.compactMap { name in LabelNumber.inside(name).map { ($0, name) } }
    let byNumber = Dictionary(numbered) { first, _ in first }
    self.byNumber = !names.isEmpty && byNumber.count == names.count ? byNumber : nil
  }

  /// The names of a model's classes.
  init(model: AttributionModel) {
    self.init(model.hasHead && model.configuration.problemType != .regression ? model.configuration.labels : [])
  }

  /// The class of this very name.
  func spelled(_ label: String) -> String? { exact[ExactString(label)] }

  /// The class of this name; 1.0 names the class "1", for so a column of whole numbers is often written as soon as one of them is missing.
  func named(_ label: String) -> String? { spelled(label) ?? (numbers.isEmpty ? nil : LabelNumber.parse(label).flatMap { numbers[$0] }) }

  /// The class of this name but for case and blanks.
  func namedLoosely(_ label: String) -> String? { spelled(label) ?? loose[label.loosened] ?? named(label) }

  /// The class of this number, from 0.
  func numbered(_ number: Int) -> String? { names.indices.contains(number) ? names[number] : nil }

  /// The class that true or false stands for.
  func truth(_ label: String) -> String? {
    guard names.count == 2 else { return nil }
    switch label.loosened {
    case "false": return names[0]
    case "true": return names[1]
    default: return nil
    }
  }
}
