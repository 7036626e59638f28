import Support

/// The steps of a tokenizer before its model, with the options that its class sets.
struct TokenizerSteps {
  /// Normalizes texts; nil changes nothing.
  let normalizer: (any Normalizer)?
  /// Normalizes added tokens: the normalizer before the class sets its options.
  let tokenNormalizer: (any Normalizer)?
  /// Splits texts into words; nil where each section is one word.
  let preTokenizer: (any PreTokenizer)?

  /// Makes the steps.
  /// - Throws: `EngineError` where a part is not supported, or a value has a wrong type.
  init(_ saved: SavedTokenizer, _ settings: TokenizerSettings, _ tokenizerClass: TokenizerClass) throws {
    let own = try SavedNormalizer.read(saved.normalizer, file: saved.file)
    tokenNormalizer = own
    normalizer = try tokenizerClass.isBert ? Self.bert(own, saved, settings, tokenizerClass) : own
    preTokenizer = try SavedPreTokenizer.read(saved.preTokenizer, file: saved.file)
  }

  /// The normalizer with the options of a class like BERT's, which sets those of a `BertNormalizer` by itself.
  private static func bert(
    _ own: (any Normalizer)?, _ saved: SavedTokenizer, _ settings: TokenizerSettings, _ tokenizerClass: TokenizerClass
  ) throws -> (any Normalizer)? {
    guard saved.normalizer != .null else {
      throw EngineError(
        "\(saved.file): normalizer null is not supported by the class '\(tokenizerClass.name)', whose options are a "
          + "normalizer's; name the class PreTrainedTokenizerFast in tokenizer_config.json if there is to be none")
    }
    guard let own = own as? BertNormalizer, saved.normalizer["type"]?.string != "Sequence" else { return own }
    return try settings.bertNormalizer(cleansText: own.cleansText)
  }
}
