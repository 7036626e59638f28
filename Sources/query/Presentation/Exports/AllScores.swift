package import Store
import Support

/// All scores of each example, for the long format of an export: those of every method of the store and, of signed methods, of every class that
/// the example has or of a chosen one.
package struct AllScores {
  private let settings: StoreSettings
  /// The class of signed scores; nil for all classes.
  private let className: ScoreSelection.ClassChoice?

  /// - Parameters:
  ///   - names: What the user named. The class restricts signed scores.
  ///   - store: The store.
  /// - Throws: `QueryFailure` where an aggregate is named, the class cannot be chosen, or no example has scores for it.
  package init(_ names: ScoreNames, in store: AttributionStore) throws {
    settings = store.settings
    guard names.aggregate == nil else {
      throw QueryFailure.wrongUsage("--method all has every aggregate: --aggregate goes with one method")
    }
    guard names.className != nil else {
      className = nil
      return
    }
    let signed = settings.methods.map(\.method).filter(\.isSigned)
    guard let first = signed.first else {
      throw QueryFailure.wrongUsage("--class goes with a signed method, and the store has none")
    }
    func selection(_ method: Method) throws -> ScoreSelection {
      try ScoreNames(method: method.name, className: names.className).choice(in: store).selection
    }
    // A class that one method lacks may be one that another has.
    className = try signed.lazy.compactMap { try? selection($0) }.first?.className ?? selection(first).className
  }

  /// A choice that stands for all, for the names of columns.
  package var columns: ScoreChoice { ScoreChoice(ScoreSelection(settings.method), settings: settings, isNamed: true) }

  /// Whether some scores are signed, so that they have a bias and a logit.
  package var haveSigns: Bool { settings.methods.contains { $0.method.isSigned } }

  /// The example once for each of its scores, in the order of the store's methods and of the classes, with the choice that names them.
  /// - Throws: `StoreError` where a record is damaged; it names the example.
  package func parts(of example: Example, in store: AttributionStore) throws -> [(example: Example, scores: ScoreChoice)] {
    try store.results(exampleID: example.id).filter { isMeant($0, of: example) }.map { result in
      let selection = ScoreSelection(result.method, className: result.className.map { .named($0) } ?? .predicted)
      return (example.scored(by: result), ScoreChoice(selection, settings: settings, isNamed: true))
    }
  }

  private func isMeant(_ result: AttributionResult, of example: Example) -> Bool {
    guard let className, result.method.isSigned, !settings.explainedClasses.isEmpty else { return true }
    return result.className.map(ExactString.init) == className.name(for: example).map(ExactString.init)
  }
}
