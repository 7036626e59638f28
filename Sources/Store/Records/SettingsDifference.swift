/// The differences between the settings of a store and of a run that is to continue it.
enum SettingsDifference {
  /// One phrase for each difference, with the store's value first; empty where the run may continue the store.
  ///
  /// The model's name is not compared: the same weights may have another path.
  static func describe(store: StoreSettings, given: StoreSettings) -> [String] {
    var differences: [String] = []
    func compare<Value: Equatable>(_ what: String, _ path: KeyPath<StoreSettings, Value>, _ text: (Value) -> String) {
      let (old, new) = (store[keyPath: path], given[keyPath: path])
      if old != new { differences.append("\(what) \(text(old)), not \(text(new))") }
    }
    func column(_ name: String?) -> String { name.map { "'\($0)'" } ?? "none" }
    func list(_ names: [String]) -> String { names.isEmpty ? "none" : names.map { "'\($0)'" }.joined(separator: ", ") }

    if store.modelFingerprint != given.modelFingerprint {
      differences.append(
        store.model == given.model ? "other weights of the model \(store.model)" : "model \(store.model), not \(given.model)")
    }
    if store.tokenizerFingerprint != given.tokenizerFingerprint {
      differences.append("another vocabulary or other options of the tokenizer")
    }
    if let difference = methods(store: store.methods, given: given.methods) { differences.append(difference) }
    compare("precision", \.precision) { $0 }
    compare("max-length", \.maxLength) { String($0) }
    compare("layers", \.layers) { $0.rawValue }
    compare("text column", \.columns.text, column)
    compare("text-pair column", \.columns.textPair, column)
    compare("label column", \.columns.label, column)
    compare("id column", \.columns.id, column)
    compare("kept columns", \.columns.keep, list)
    compare("class names", \.labels, list)
    compare("codec", \.codec) { $0.name }
    compare("stride", \.stride) { $0.map(String.init) ?? "none" }
    compare("texts", \.keepsTexts) { $0 ? "kept" : "left out" }
    if let old = store.threshold, let new = given.threshold, old != new { differences.append("threshold \(old), not \(new)") }
    compare("problem type", \.problemType) { $0.rawValue }
    return differences
  }

  /// The difference between the methods; nil where the run has the store's methods in their order, possibly followed by further ones.
  private static func methods(store: [MethodSettings], given: [MethodSettings]) -> String? {
    func list(_ methods: some Sequence<MethodSettings>) -> String { methods.map(\.method.description).joined(separator: "; ") }
    guard zip(store, given).allSatisfy({ $0.method == $1.method }), store.count <= given.count else {
      return "method\(store.count == 1 ? "" : "s") \(list(store)), not \(list(given))"
    }
    return zip(store, given).first { $0.options != $1.options }
      .map { "\($0.method) with the options \($0.options ?? "none"), not \($1.options ?? "none")" }
  }
}
