extension Architecture {
  /// MPNet: positions as in RoBERTa, no token types, a bias by the distance of two tokens in all layers, and RoBERTa's classifier.
  ///
  /// Keys and defaults:
  /// [MPNetConfig](https://github.com/huggingface/transformers/blob/v4.46.3/src/transformers/models/mpnet/configuration_mpnet.py)
  static let mpnet: Architecture = {
    var keys = ConfigurationKeys()
    keys.vocabularySize = ConfigurationKeys.Setting("vocab_size", 30_527)
    keys.typeVocabularySize = nil
    var modules = ModuleNames()
    modules.layer = ModuleNames.Layer(
      query: "attention.attn.q", key: "attention.attn.k", value: "attention.attn.v", attentionOutput: "attention.attn.o",
      attentionLayerNorm: "attention.LayerNorm")
    modules.known = ["embeddings.", "encoder.", "pooler.", "lm_head.", "classifier."]
    return Architecture(
      modelType: "mpnet", className: "MPNet", prefix: "mpnet.", keys: keys, positions: .behind(1), modules: modules,
      classifier: ClassifierModules(dense: "classifier.dense", activation: .tanh, output: "classifier.out_proj"),
      relativePositions: .bias(
        table: "encoder.relative_attention_bias.weight", buckets: ConfigurationKeys.Setting("relative_attention_num_buckets", 32)),
      support: FamilySupport(tokenizers: ["WordPiece"], tested: "texts and pairs"))
  }()
}
