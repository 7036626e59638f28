extension Architecture {
  /// ALBERT: small embeddings with a projection, groups of layers that share their weights, and a pooler with a linear classifier.
  ///
  /// Keys and defaults:
  /// [AlbertConfig](https://github.com/huggingface/transformers/blob/v4.46.3/src/transformers/models/albert/configuration_albert.py)
  static let albert: Architecture = {
    var keys = ConfigurationKeys()
    keys.hiddenSize = ConfigurationKeys.Setting("hidden_size", 4096)
    keys.attentionHeads = ConfigurationKeys.Setting("num_attention_heads", 64)
    keys.intermediateSize = ConfigurationKeys.Setting("intermediate_size", 16_384)
    keys.embeddingSize = ConfigurationKeys.SizeSetting("embedding_size", 128)
    keys.vocabularySize = ConfigurationKeys.Setting("vocab_size", 30_000)
    keys.layerGroups = ConfigurationKeys.Setting("num_hidden_groups", 1)
    keys.standardActivation = .geluTanh
    // More layers in a group would run one after the other at each step; no known checkpoint has them.
    keys.fixed.append(ConfigurationKeys.FixedSetting(key: "inner_group_num", value: .integer(1)))
    var modules = ModuleNames()
    modules.embeddingProjection = "encoder.embedding_hidden_mapping_in"
    modules.projectsEqualSizes = true
    modules.layerPath = (before: "encoder.albert_layer_groups.", after: ".albert_layers.0.")
    modules.layer = ModuleNames.Layer(
      query: "attention.query", key: "attention.key", value: "attention.value", attentionOutput: "attention.dense",
      attentionLayerNorm: "attention.LayerNorm", intermediate: "ffn", output: "ffn_output", outputLayerNorm: "full_layer_layer_norm")
    modules.known = ["embeddings.", "encoder.", "pooler.", "predictions.", "sop_classifier.", "classifier."]
    return Architecture(
      modelType: "albert", className: "Albert", prefix: "albert.", keys: keys, positions: .fromZero, modules: modules,
      classifier: ClassifierModules(dense: "pooler", activation: .tanh, output: "classifier"),
      support: FamilySupport(
        tokenizers: ["Unigram (SentencePiece)"], tested: "one and two groups of layers, texts and pairs, a tokenizer.json of older versions"
      ))
  }()
}
