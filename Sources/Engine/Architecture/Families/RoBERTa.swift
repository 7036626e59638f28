extension Architecture {
  /// RoBERTa: positions behind the padding token's, one token type for all tokens, and a classifier with two layers.
  ///
  /// Keys and defaults:
  /// [RobertaConfig](https://github.com/huggingface/transformers/blob/v4.46.3/src/transformers/models/roberta/configuration_roberta.py)
  static let roberta = likeRoBERTa(
    modelType: "roberta", className: "Roberta", vocabulary: 50_265,
    support: FamilySupport(
      tokenizers: ["byte-level BPE"], tested: "texts and pairs, gelu and relu, safetensors and pytorch_model.bin of older versions"))

  /// A family whose models differ from RoBERTa in their vocabulary alone. All of them have RoBERTa's tensor names.
  static func likeRoBERTa(modelType: String, className: String, vocabulary: Int, support: FamilySupport) -> Architecture {
    var keys = ConfigurationKeys()
    keys.vocabularySize = ConfigurationKeys.Setting("vocab_size", vocabulary)
    keys.paddingToken = ConfigurationKeys.Setting("pad_token_id", 1)
    var modules = ModuleNames()
    modules.known = ["embeddings.", "encoder.", "pooler.", "lm_head.", "classifier."]
    return Architecture(
      modelType: modelType, className: className, prefix: "roberta.", keys: keys, positions: .behindPadding, modules: modules,
      classifier: ClassifierModules(dense: "classifier.dense", activation: .tanh, output: "classifier.out_proj"), support: support)
  }
}
