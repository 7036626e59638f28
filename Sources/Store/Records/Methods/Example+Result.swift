extension Example {
  /// The example with the scores of another of its attributions.
  /// - Parameter result: An attribution of the same text, as `AttributionStore.results(exampleID:)` gives it.
  /// - Returns: The example.
  /// - Precondition: It has a score for each token.
  public func scored(by result: AttributionResult) -> Example {
    precondition(result.scores.count == tokens.count, "\(result.scores.count) scores for \(tokens.count) tokens")
    var example = self
    for (position, score) in result.scores.enumerated() { example.tokens[position].score = score }
    example.explanation =
      result.method.isSigned ? Explanation(className: result.className, bias: result.bias, logit: result.logit) : nil
    return example
  }
}
