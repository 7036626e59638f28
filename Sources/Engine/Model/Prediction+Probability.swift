import Foundation

extension Prediction {
  /// The probability of a class: softmax, or sigmoid for multi-label models.
  /// - Parameters:
  ///   - index: The class, as an index of the logits.
  ///   - logits: The logits. `[C]`
  ///   - problemType: The model's problem type.
  /// - Returns: The probability, in [0, 1].
  /// - Precondition: The model gives labels, and has the class.
  public static func probability(of index: Int, logits: [Float], problemType: ModelConfiguration.ProblemType) -> Double {
    precondition(problemType != .regression && logits.indices.contains(index), "no class \(index)")
    let logit = Double(logits[index])
    if problemType == .multiLabel { return 1 / (1 + exp(-logit)) }
    return 1 / logits.reduce(0) { $0 + exp(Double($1) - logit) }
  }
}
