import Foundation

/// What the logits say.
public struct Prediction: Sendable, Equatable {
  /// The class of the highest logit (the lowest of equals); nil for regression and without a head.
  public let label: Int?
  /// Its probability: softmax, or sigmoid for multi-label models.
  public let confidence: Double?
  /// The number that a regression model predicts.
  public let value: Double?

  /// Reads logits `[C]`; an empty array, of a model without a head, predicts nothing.
  public init(logits: [Float], problemType: ModelConfiguration.ProblemType) {
    let best = logits.indices.max { logits[$0] < logits[$1] || (logits[$0] == logits[$1] && $0 > $1) }
    guard let best else {
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
