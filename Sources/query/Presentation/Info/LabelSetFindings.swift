import Store
import Support

/// The scores of label sets that are meaningful for a slice, and a note about them.
struct LabelSetFindings {
  let agreement: LabelSetAgreement
  let filter: ExampleFilter

  /// Whether scores of the classes are meaningful: only in a slice that was not chosen by labels does it hold both kinds of mistakes.
  var hasScores: Bool { agreement.isComparable && filter.label == nil && filter.predicted == nil && filter.outcome == nil }

  /// Share of the examples whose predicted set equals the gold set; nil where the slice was chosen by that.
  var exact: Estimate? { filter.outcome == nil ? agreement.exactShare : nil }

  /// Calibration of the classes' sigmoids; empty where the slice was chosen by gold labels.
  var calibration: [(name: String, calibration: Calibration)] {
    filter.label == nil && filter.outcome == nil ? agreement.calibration : []
  }

  /// The means over classes or decisions for each score; empty where the classes have no scores here.
  var means: [(name: String, key: String, of: (ClassScores.Measure) -> Estimate?)] {
    guard hasScores else { return [] }
    return [
      (name: "mean of the classes", key: "macro", of: agreement.macroMean), (name: "all decisions", key: "micro", of: agreement.microMean),
    ]
  }

  /// A note that helps to read the scores; nil where none is needed.
  var note: String? {
    if !agreement.isComparable {
      if agreement.foreign == 0 { return "No example here has gold labels." }
      return
        "Nothing can be compared: no gold label here is a class of the model. globenc-index --label-map says which class each of them means."
    }
    let scores = hasScores ? nil : "Scores of classes are left out: they need the examples of all labels, right and wrong."
    let sentences = [scores, foreign].compactMap(\.self)
    return sentences.isEmpty ? nil : sentences.joined(separator: " ")
  }

  private var foreign: String? {
    guard agreement.foreign > 0 else { return nil }
    let isOne = agreement.foreign == 1
    return
      "\(Counted.text(agreement.foreign, "example")) of \(agreement.judged + agreement.foreign) \(isOne ? "has" : "have") a gold label that is no class of "
      + "the model: \(isOne ? "it is" : "they are") neither right nor wrong, and left out of all figures."
  }
}
