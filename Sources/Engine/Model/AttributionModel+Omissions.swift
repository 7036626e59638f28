extension AttributionModel {
  /// Whether a method leaves out texts of so many tokens: DecompX, where their parts need more memory than it has, and maximum flows from all
  /// tokens of long texts.
  /// - Parameters:
  ///   - method: Any method.
  ///   - aggregate: The aggregation of a method with matrices.
  ///   - tokens: Number of tokens of a text or window, with special tokens.
  /// - Returns: Whether no attribution of such a text is by this method.
  public func omits(_ method: AttributionMethod, _ aggregate: Aggregate?, tokens: Int) -> Bool {
    if method == .decompX { return DecompX.bytes(tokens: tokens, configuration) > memory }
    return method.hasMatrices && aggregate == .maximumFlow && flowRows.omits(tokens: tokens)
  }

  /// Bytes that DecompX takes in a worker for the parts of a text of so many tokens.
  public func decompXBytes(tokens: Int) -> Int { DecompX.bytes(tokens: tokens, configuration) }
}
