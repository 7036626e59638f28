import Store

/// What may be said of the sets of labels in a slice: which of the numbers mean something there, and what a person has to know about them.
struct LabelSetFindings {
  let agreement: LabelSetAgreement
  let filter: ExampleFilter

  /// Both kinds of mistakes about each class are in the slice only where it was not chosen by a label.
  var hasScores: Bool { agreement.isComparable && filter.label == nil && filter.predicted == nil && filter.outcome == nil }

  /// The share of the examples whose predicted set is the gold set; nil where they were chosen by that.
  var exact: Estimate? { filter.outcome == nil ? agreement.exactShare : nil }

  /// Sigmoids are for examples of whatever gold labels.
  var calibration: [(name: String, calibration: Calibration)] {
    filter.label == nil && filter.outcome == nil ? agreement.calibration : []
  }

  /// A mean over classes or decisions for each measure; none where the classes have no scores here.
  var means: [(name: String, key: String, of: (ClassScores.Measure) -> Estimate?)] {
    guard hasScores else { return [] }
    return [
      (name: "mean of the classes", key: "macro", of: agreement.macroMean), (name: "all decisions", key: "micro", of: agreement.microMean),
    ]
  }

  /// What a person might miss, or misread; nil where there is nothing.
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
