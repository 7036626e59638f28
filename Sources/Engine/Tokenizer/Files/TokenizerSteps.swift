/// The steps of a tokenizer before its model.
struct TokenizerSteps {
  /// Normalizes texts; nil changes nothing.
  let normalizer: (any Normalizer)?
  /// Normalizes added tokens: the normalizer before the class sets its options.
  let tokenNormalizer: (any Normalizer)?
  /// Splits texts into words; nil where each section is one word.
  let preTokenizer: (any PreTokenizer)?

  /// Makes the steps.
  /// - Parameters:
  ///   - own: The parts as the files have them.
  ///   - saved: The parts with the options that the class sets.
  /// - Throws: `EngineError` where a part is not supported, or a value has a wrong type.
  init(_ own: SavedTokenizer, _ saved: SavedTokenizer) throws {
    normalizer = try SavedNormalizer.read(saved.normalizer, file: saved.file)
    tokenNormalizer = own.normalizer == saved.normalizer ? normalizer : try SavedNormalizer.read(own.normalizer, file: saved.file)
    preTokenizer = try SavedPreTokenizer.read(saved.preTokenizer, file: saved.file)
  }
}
