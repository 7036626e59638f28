/// The number of examples of one combination of gold and predicted label.
public struct LabelSummary: Sendable, Equatable {
  /// The gold label; nil for examples without one.
  public let label: String?
  /// The predicted label; nil for regression and for a model without a classification head.
  public let predicted: String?
  /// Number of examples.
  public let examples: Int
  /// Mean confidence of the predictions; nil where there are none.
  public let meanConfidence: Double?

  /// Creates a summary.
  public init(label: String?, predicted: String?, examples: Int, meanConfidence: Double?) {
    self.label = label
    self.predicted = predicted
    self.examples = examples
    self.meanConfidence = meanConfidence
  }
}
