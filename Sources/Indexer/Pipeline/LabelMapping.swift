import Engine

/// Turns the gold labels of a corpus into the model's names: a corpus may hold the numbers of `id2label` instead.
struct LabelMapping: Sendable {
  let names: [String]
  private let known: Set<String>

  /// - Parameter names: the model's classes in order; empty where gold labels are no classes (regression, no head).
  init(names: [String]) {
    self.names = names
    known = Set(names)
  }

  /// That of a model.
  init(model: AttributionModel) {
    self.init(names: model.hasHead && model.configuration.problemType != .regression ? model.configuration.labels : [])
  }

  /// The model's name for the label. Labels that the model does not know stay as they are, and so does a number that is itself a name.
  func name(for label: String) -> String {
    guard let number = number(of: label), names.indices.contains(number) else { return label }
    return names[number]
  }

  /// The number that the label is, whether or not it is a class's; nil where it is no number or itself a name. A column of whole numbers with
  /// gaps in it is often written as 1.0.
  func number(of label: String) -> Int? {
    let digits = label.hasSuffix(".0") ? label.dropLast(2) : label[...]
    guard !known.contains(label), let number = Int(digits), String(number) == digits else { return nil }
    return number
  }
}
