extension Architecture {
  /// CamemBERT: RoBERTa with a French vocabulary.
  ///
  /// Keys and defaults:
  /// [CamembertConfig](https://github.com/huggingface/transformers/blob/v4.46.3/src/transformers/models/camembert/configuration_camembert.py)
  static let camembert = likeRoBERTa(
    modelType: "camembert", className: "Camembert", vocabulary: 30_522,
    support: FamilySupport(tokenizers: ["Unigram (SentencePiece)"], tested: "texts and pairs, a tokenizer.json of older versions"))
}
