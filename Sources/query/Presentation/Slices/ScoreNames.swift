package import Store
import Support

/// The names by which a user chose scores.
package struct ScoreNames {
  /// The method; nil for the store's first.
  let method: String?
  /// The aggregation of local matrices; nil for the first of the method.
  let aggregate: String?
  /// A class, "predicted" or "gold"; nil for the class that the slice names, else each example's predicted one.
  let className: String?

  package init(method: String? = nil, aggregate: String? = nil, className: String? = nil) {
    (self.method, self.aggregate, self.className) = (method, aggregate, className)
  }

  /// Whether the user named nothing.
  package var isEmpty: Bool { method == nil && aggregate == nil && className == nil }

  /// Whether the user named all methods, which only an export can have.
  package var isOfAll: Bool { method == "all" }

  /// The method.
  /// - Throws: `QueryFailure` where the store has no such method, or no such aggregate of it; it names those that the store has.
  package func method(in settings: StoreSettings) throws -> Method {
    let methods = settings.methods.map(\.method)
    let named = method.map { name in methods.filter { $0.name == name } } ?? methods.filter { $0.name == settings.method.name }
    guard let first = named.first else {
      throw QueryFailure.noResult("the store has no method '\(method ?? "")': it has \(Self.list(methods.map(\.name)))")
    }
    guard let aggregate else { return first }
    if let found = named.first(where: { $0.aggregate?.rawValue == aggregate }) { return found }
    let aggregates = named.compactMap(\.aggregate?.rawValue)
    throw QueryFailure.noResult(
      aggregates.isEmpty
        ? "the method '\(first.name)' has no matrices, so no aggregate '\(aggregate)' of them"
        : "the store has no aggregate '\(aggregate)' of '\(first.name)': it has \(Self.list(aggregates))")
  }

  /// The scores for the examples of a filter.
  /// - Throws: `QueryFailure` where there are no such scores; it names those that there are.
  package func choice(for filter: ExampleFilter = ExampleFilter(), in store: AttributionStore) throws -> ScoreChoice {
    let choice = try choice(for: filter, in: store.settings)
    if store.settings.methods[0].method != choice.method || choice.isSigned { try requireScores(choice.selection, in: store) }
    return choice
  }

  /// The scores for the examples of a filter in a store with these settings, whether or not any example has them.
  /// - Throws: `QueryFailure` where the settings have no such method or class; it names those that they have.
  package func choice(for filter: ExampleFilter = ExampleFilter(), in settings: StoreSettings) throws -> ScoreChoice {
    let method = try method(in: settings)
    return ScoreChoice(ScoreSelection(method, className: try classChoice(of: method, filter, in: settings)), settings: settings)
  }

  private func classChoice(of method: Method, _ filter: ExampleFilter, in settings: StoreSettings) throws -> ScoreSelection.ClassChoice {
    let classes = settings.explainedClasses
    guard method.isSigned else {
      if className == nil { return .predicted }
      let signed = settings.methods.map(\.method).filter(\.isSigned).map(\.name)
      throw QueryFailure.wrongUsage(
        "the method '\(method.name)' says how much, not for which class: --class goes with a signed method"
          + (signed.isEmpty ? ", and the store has none" : ", \(Suggestions.list(signed))"))
    }
    guard let className else {
      func known(_ label: String) -> Bool { classes.contains { ExactString($0) == ExactString(label) } }
      // A gold label that is no class says nothing; each example's predicted class is then the one.
      return (filter.label ?? filter.predicted).flatMap { known($0) ? .named($0) : nil } ?? .predicted
    }
    if classes.isEmpty { throw QueryFailure.noResult("the model has no classes, so none is called '\(className)'") }
    if className == "predicted" { return .predicted }
    if className == "gold" {
      guard settings.problemType != .multiLabel else {
        throw QueryFailure.noResult("a text may have several gold labels, so none is the one: --class names one of \(Self.list(classes))")
      }
      return .gold
    }
    guard classes.contains(where: { ExactString($0) == ExactString(className) }) else {
      throw QueryFailure.noResult("the model has no class '\(className)': it has \(Self.list(classes))")
    }
    return .named(className)
  }

  /// Checks that some example has the scores.
  private func requireScores(_ selection: ScoreSelection, in store: AttributionStore) throws {
    let (examples, classes) = try store.scored(by: selection.method)
    guard try examples > 0 || store.isEmpty() else {
      throw QueryFailure.noResult("no example has scores by \(selection.method): the store had the method only after they were written")
    }
    guard case .named(let name) = selection.className, selection.method.isSigned, !classes.isEmpty,
      !classes.contains(where: { ExactString($0) == ExactString(name) })
    else { return }
    throw QueryFailure.noResult(
      "no example has scores by \(selection.method) for class '\(name)': there are some for \(Self.list(classes))")
  }

  private static func list(_ names: [String]) -> String {
    var seen: Set<String> = []
    return Suggestions.list(names.filter { seen.insert($0).inserted }, joinedBy: "and")
  }
}
