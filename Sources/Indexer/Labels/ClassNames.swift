import Engine
import Store
import Support

/// The classes of a model, and the spellings by which a corpus may name them.
struct ClassNames: Sendable {
  /// The names in the model's order; empty where gold labels are no classes (regression, or no classification head).
  let names: [String]
  /// Number in a class' name -> the name; nil where a name has no number, or two names have the same.
  let byNumber: [Int: String]?

  /// Index in the model's order by name. The bytes of a name decide equality, as in a store.
  private let places: [ExactString: Int]
  /// Name without case and blanks -> name, where no two classes share the former.
  private let loose: [String: String]
  /// Number -> the name that is this number, where no two classes share the number.
  private let numbers: [Int: String]

  /// - Parameter names: The model's classes in order.
  init(_ names: [String]) {
    self.names = names
    places = Dictionary(names.enumerated().map { (ExactString($1), $0) }) { first, _ in first }
    loose = Dictionary(grouping: names, by: \.loosened).compactMapValues { $0.count == 1 ? $0[0] : nil }
    let numbers = names.compactMap { name in LabelNumber.parse(name).map { (number: $0, name: name) } }
    self.numbers = Dictionary(grouping: numbers, by: \.number).compactMapValues { $0.count == 1 ? $0[0].name : nil }
    let numbered = names.compactMap { name in LabelNumber.inside(name).map { ($0, name) } }
    let byNumber = Dictionary(numbered) { first, _ in first }
    self.byNumber = !names.isEmpty && byNumber.count == names.count ? byNumber : nil
  }

  /// Takes the names of a model's classes.
  init(model: AttributionModel) {
    self.init(model.hasHead && model.configuration.problemType != .regression ? model.configuration.labels : [])
  }

  /// The index of a class among the model's; nil where no class has the name.
  func index(of name: String) -> Int? { places[ExactString(name)] }

  /// The class whose name has the same bytes.
  func spelled(_ label: String) -> String? { index(of: label).map { names[$0] } }

  /// The class of this name, where 1.0 also names the class "1": a column of whole numbers is often written with decimals once one of them
  /// is missing.
  func named(_ label: String) -> String? { spelled(label) ?? (numbers.isEmpty ? nil : LabelNumber.parse(label).flatMap { numbers[$0] }) }

  /// The class whose name is the same without case and blanks.
  func namedLoosely(_ label: String) -> String? { spelled(label) ?? loose[label.loosened] ?? named(label) }

  /// The class of this number, counted from 0.
  func numbered(_ number: Int) -> String? { names.indices.contains(number) ? names[number] : nil }

  /// The class that true or false stands for, in a model of two classes.
  func truth(_ label: String) -> String? {
    guard names.count == 2 else { return nil }
    switch label.loosened {
    case "false": return names[0]
    case "true": return names[1]
    default: return nil
    }
  }
}
