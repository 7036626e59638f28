import Engine
import Store
import Support

extension EvaluationPlan {
  /// The methods of a store that can be evaluated, with the numbers of layers whose local matrices it keeps.
  /// - Parameters:
  ///   - store: The store.
  ///   - names: The names that the command line gives; nil for all methods.
  ///   - layers: Number of the model's layers.
  /// - Returns: The methods in the store's order.
  /// - Throws: `IndexerError` where the store has no method of a name.
  static func methods(of store: AttributionStore, named names: [String]?, layers: Int) throws -> [(method: Method, layers: Int)] {
    let all = store.settings.methods
    for name in names ?? [] where !all.contains(where: { $0.method.name == name }) {
      let known = all.map(\.method.name).withoutRepetitions
      throw IndexerError(
        "the store has no method '\(name)': it has \(known.joined(separator: ", "))", kind: .notFound)
    }
    return all.enumerated().compactMap { index, settings in
      guard names?.contains(settings.method.name) ?? true else { return nil }
      // Of the first method the store's settings say how many there are.
      let kept = settings.layers ?? (index == 0 && settings.method.aggregate != nil && store.settings.layers == .all ? layers : 0)
      return (settings.method, kept)
    }
  }

  /// Why the methods of a store cannot be evaluated by masking with a model; nil where they can.
  static func objection(to store: AttributionStore, _ model: AttributionModel, _ masking: TokenMasking) -> String? {
    guard model.hasHead, model.configuration.problemType != .regression else {
      return "the model predicts no class, so that there is no probability that could fall when tokens are masked"
    }
    guard masking == .delete || model.tokenizer.maskID != nil else {
      return "the tokenizer of the model has no mask token: take tokens out with --by delete"
    }
    return nil
  }
}
