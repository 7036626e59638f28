/// Turns the gold labels of a corpus into the model's names: a corpus may hold the numbers of `id2label` instead.
struct LabelMapping: Sendable {
  private let names: [String]
  private let known: Set<String>

  /// - Parameter names: the model's classes in order; empty where gold labels are no classes (regression, no head).
  init(names: [String]) {
    self.names = names
    known = Set(names)
  }

  /// The model's name for the label. Labels that the model does not know stay as they are, and so does a number that is itself a name.
  func name(for label: String) -> String {
    guard !known.contains(label), let number = Int(label), names.indices.contains(number), String(number) == label else { return label }
    return names[number]
  }
}
