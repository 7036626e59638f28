package import Store
import Support

/// The scores that a page has: those of some of the store's methods and, of signed ones, for some classes. A reader switches between them.
///
/// The number is bounded, so that the size of a page is: with more methods or classes, the page has those that it opens with, the first ones, and each
/// example's predicted and gold class.
package struct ReportScores {
  /// What the page shows at one time: the scores of a method and, where it is signed, for a class.
  struct View {
    /// The place of the method among those of the page.
    let method: Int
    let choice: ScoreChoice

    /// The class for the page's script: "predicted", "gold" or the number of a label; empty for unsigned scores.
    func className(_ labels: Numbering) -> String {
      guard choice.isSigned else { return "" }
      return switch choice.selection.className {
      case .predicted: "predicted"
      case .gold: "gold"
      case .named(let name): String(labels.known(name) ?? -2)
      }
    }
  }

  /// Upper bound of the methods.
  package static let mostMethods = 6
  /// Upper bound of the classes that the page has for every example; of more classes, it has the predicted and the gold one of each example.
  package static let mostClasses = 4

  /// What the page opens with.
  let opening: ScoreChoice
  /// The methods, in the order of the store.
  let methods: [Method]
  /// The methods that the page leaves out.
  let omitted: [Method]
  /// The classes that a reader can choose by name.
  let classes: [String]
  /// Whether the gold class can be chosen.
  let hasGold: Bool
  private let settings: StoreSettings

  /// - Parameters:
  ///   - opening: What the page opens with.
  ///   - settings: The settings of the store.
  ///   - hasGold: Whether an example of the slice has a gold label.
  package init(opening: ScoreChoice, settings: StoreSettings, hasGold: Bool) {
    (self.opening, self.settings) = (opening, settings)
    let all = settings.methods.map(\.method)
    // Few methods have a sign, and of a method without one the rollout says most.
    let further = all.filter(\.isSigned) + all.filter { $0.aggregate != .maximumFlow } + all
    var chosen: Set<Method> = []
    for method in [opening.method] + all.prefix(1) + further where chosen.count < Self.mostMethods { chosen.insert(method) }
    (methods, omitted) = (all.filter(chosen.contains), all.filter { !chosen.contains($0) })
    if settings.explainedClasses.count <= Self.mostClasses {
      classes = settings.explainedClasses
    } else if case .named(let name) = opening.selection.className {
      classes = [name]
    } else {
      classes = []
    }
    self.hasGold = hasGold && settings.problemType != .multiLabel && !settings.explainedClasses.isEmpty
  }

  /// Whether there is something to switch, or a sign to explain.
  var isChoice: Bool { settings.hasChoiceOfScores }

  /// The method without a sign whose shares, rows and layers the page has; nil where the page has none.
  var base: Method? { opening.isSigned ? methods.first { !$0.isSigned } : opening.method }

  /// Whether the base has a row for each word, so that the page can say what a word is made of.
  var baseHasRows: Bool { base?.aggregate != nil && base?.aggregate != .maximumFlow }

  /// Whether some scores of the page are signed.
  var haveSigns: Bool { methods.contains(where: \.isSigned) }

  /// Whether signed scores are of classes; a regression model has one value.
  var haveClasses: Bool { !settings.explainedClasses.isEmpty }

  /// The number of the model's classes that the page has not got for every example.
  var omittedClasses: Int { settings.explainedClasses.count - classes.count }

  /// What the page can show, the opening first, then in the order of the methods.
  var views: [View] {
    let signed: [ScoreSelection.ClassChoice] =
      [.predicted] + (haveClasses ? (hasGold ? [.gold] : []) + classes.map { .named($0) } : [])
    let all = methods.enumerated().flatMap { place, method in
      (method.isSigned ? signed : [.predicted]).map {
        View(method: place, choice: ScoreChoice(ScoreSelection(method, className: $0), settings: settings))
      }
    }
    func isOpening(_ view: View) -> Bool { view.choice.selection == opening.selection }
    return all.filter(isOpening) + all.filter { !isOpening($0) }
  }

  /// The attributions of an example that the page has.
  /// - Throws: `StoreError` where a record is damaged.
  func attributions(of example: Example, in store: AttributionStore) throws -> [AttributionResult] {
    // Where a store has nothing but one unsigned method, the example has its scores.
    guard isChoice else { return [AttributionResult(opening.method, scores: example.tokens.map(\.score))] }
    let wanted = (classes + [example.predicted, example.label].compactMap(\.self)).map(ExactString.init)
    return try store.results(exampleID: example.id).filter { result in
      guard methods.contains(result.method) else { return false }
      guard result.method.isSigned, let name = result.className else { return true }
      return wanted.contains(ExactString(name))
    }
  }
}
