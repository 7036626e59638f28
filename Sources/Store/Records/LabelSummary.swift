/// The examples of one combination of gold and predicted label.
public struct LabelSummary: Sendable, Equatable {
  /// The gold label; nil for examples without one.
  public let label: String?
  /// The predicted label; nil for regression and without a head.
  public let predicted: String?
  /// How many there are.
  public let examples: Int
  /// The mean confidence of the predictions; nil where there are none.
  public let meanConfidence: Double?

  /// Creates a summary.
  public init(label: String?, predicted: String?, examples: Int, meanConfidence: Double?) {
    self.label = label
    self.predicted = predicted
    self.examples = examples
    self.meanConfidence = meanConfidence
  }
}
