import Store
import Support

/// The lists by which a reader chooses a method and a class: the data of `scores.mustache`.
struct ScoresForm {
  /// A choice of a list.
  struct Option {
    let value: String
    let name: String
  }

  let methodOptions: [Option]
  /// Empty where the page has no signed scores, or the model no classes.
  let classOptions: [Option]

  /// - Parameters:
  ///   - scores: The scores of the page.
  ///   - labels: The numbers of the labels in the page's data.
  init(_ scores: ReportScores, labels: Numbering) {
    methodOptions = scores.methods.enumerated().map { Option(value: "\($0)", name: "\($1)") }
    let gold = scores.hasGold ? [Option(value: "gold", name: "each text's gold class")] : []
    let named = scores.classes.map { Option(value: "\(labels.known($0) ?? -2)", name: $0) }
    classOptions =
      scores.haveClasses && scores.haveSigns
      ? [Option(value: "predicted", name: "each text's predicted class")] + gold + named : []
  }
}
