import Foundation

/// The prediction that follows from the logits.
public struct Prediction: Sendable, Equatable {
  /// The class of the highest logit, the lowest of equal ones; nil for regression and without a head.
  public let label: Int?
  /// The class' probability: softmax, or sigmoid for multi-label models.
  public let confidence: Double?
  /// The value that a regression model predicts.
  public let value: Double?

  /// The prediction of logits `[C]`; nothing for an empty array, of a model without a head.
  public init(logits: [Float], problemType: ModelConfiguration.ProblemType) {
    guard let best = ClassChoice.highest(logits) else {
      (label, confidence, value) = (nil, nil, nil)
      return
    }
    let top = Double(logits[best])
    switch problemType {
    case .regression:
      (label, confidence, value) = (nil, nil, Double(logits[0]))
    case .multiLabel:
      (label, confidence, value) = (best, 1 / (1 + exp(-top)), nil)
    case .singleLabel:
      (label, confidence, value) = (best, 1 / logits.reduce(0) { $0 + exp(Double($1) - top) }, nil)
    }
  }
}
