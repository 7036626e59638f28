extension Architecture {
  /// XLM-RoBERTa: RoBERTa with a vocabulary for many languages.
  ///
  /// Keys and defaults:
  /// [XLMRobertaConfig](https://github.com/huggingface/transformers/blob/v4.46.3/src/transformers/models/xlm_roberta/configuration_xlm_roberta.py)
  static let xlmRoberta = likeRoBERTa(
    modelType: "xlm-roberta", className: "XLMRoberta", vocabulary: 30_522,
    support: FamilySupport(tokenizers: ["Unigram (SentencePiece)"], tested: "texts and pairs"))
}
