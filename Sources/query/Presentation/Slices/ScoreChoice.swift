package import Store
import Support

/// The scores that a listing shows: those of one method of the store and, where it is signed, for one class.
package struct ScoreChoice: Sendable {
  package let selection: ScoreSelection
  /// Whether listings name the scores. Where a store has nothing but one unsigned method, there is nothing to name.
  package let isNamed: Bool
  /// The classes that signed scores can be of; empty where the model has none.
  private let classes: [String]
  /// What unsigned scores do not tell, in a store that also has signed ones; nil for others.
  package let silence: String?

  /// - Parameters:
  ///   - selection: The scores.
  ///   - settings: The settings of the store.
  ///   - isNamed: Whether listings name the scores; nil where the store decides.
  init(_ selection: ScoreSelection, settings: StoreSettings, isNamed: Bool? = nil) {
    self.selection = selection
    self.isNamed = isNamed ?? settings.hasChoiceOfScores
    classes = settings.explainedClasses
    let signed = settings.methods.map(\.method).first(where: \.isSigned)
    silence =
      selection.method.isSigned
      ? nil : signed.map { "scores by \(selection.method) say how much, not for which class; --method \($0.name) says that" }
  }

  package var method: Method { selection.method }
  /// Whether scores speak for or against a class.
  package var isSigned: Bool { method.isSigned }

  /// The class in rows and JSON; null without a sign, and for a model without classes.
  private var classCell: Cell {
    guard isSigned, !classes.isEmpty else { return .null }
    return switch selection.className {
    case .predicted: .text("(predicted)")
    case .gold: .text("(gold)")
    case .named(let name): .text(name)
    }
  }

  /// The members of a listing's JSON that name the scores: `method`, `aggregate` and, of signed scores, `class`.
  var members: [JSONOutput.Member] {
    [(key: "method", value: .cell(.text(method.name))), (key: "aggregate", value: .cell(Cell(method.aggregate?.rawValue)))]
      + (isSigned ? [(key: "class", value: .cell(classCell))] : [])
  }

  /// The members that name the scores where they are to be named.
  var membersIfNamed: [JSONOutput.Member] { isNamed ? members : [] }

  /// The columns of an export that name the scores, the last of all.
  static let columns = ["method", "aggregate", "class"]

  /// The cells of these columns; those of an example name its own class.
  func cells(of example: Example) -> [Cell] {
    [.text(method.name), Cell(method.aggregate?.rawValue), Cell(explanation(of: example)?.className)]
  }

  /// What the scores of an example explain; nil without a sign, and where the example has no scores for the chosen class and shows others.
  func explanation(of example: Example) -> Example.Explanation? {
    guard let explanation = example.explanation, !classes.isEmpty else { return example.explanation }
    let wanted = selection.className.name(for: example)
    return explanation.className.map(ExactString.init) == wanted.map(ExactString.init) ? explanation : nil
  }

  /// The columns of an export, with those that name the scores at the end where there are several scores to choose from.
  static func columns(behind own: [String], _ scores: ScoreChoice?) -> [String] { own + (scores?.isNamed == true ? columns : []) }

  /// The rows of an example in an export with these columns.
  static func rows(_ own: [[Cell]], of example: Example, _ scores: ScoreChoice?) -> [[Cell]] {
    guard let scores, scores.isNamed else { return own }
    let named = scores.cells(of: example)
    return own.map { $0 + named }
  }

  /// The class in a phrase such as "for the predicted class"; nil for unsigned scores and for a model without classes.
  var className: String? {
    guard isSigned, !classes.isEmpty else { return nil }
    return switch selection.className {
    case .predicted: "the predicted class"
    case .gold: "the gold class"
    case .named(let name): name
    }
  }

  /// A phrase such as "decompx-linear for class 'positive'".
  package var name: String {
    guard isSigned, !classes.isEmpty else { return method.description }
    return switch selection.className {
    case .predicted: "\(method) for the predicted class"
    case .gold: "\(method) for the class of the gold label"
    case .named(let name): "\(method) for class '\(name)'"
    }
  }

  /// The end of a caption that names the scores; empty where there is nothing to name.
  var caption: String { isNamed ? "; scores by \(name)" : "" }
}

extension ScoreSelection.ClassChoice {
  /// The chosen class of an example; nil where the example has none.
  func name(for example: Example) -> String? {
    switch self {
    case .predicted: example.predicted
    case .gold: example.label
    case .named(let name): name
    }
  }
}

extension StoreSettings {
  /// Whether a store has scores that a listing must name: more than those of one unsigned method.
  package var hasChoiceOfScores: Bool { methods.count > 1 || method.isSigned }
}
