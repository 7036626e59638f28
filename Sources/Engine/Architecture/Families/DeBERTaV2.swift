extension Architecture {
  /// The second and third version of DeBERTa: disentangled attention with buckets of distances, which may share the projections of queries and
  /// keys.
  ///
  /// Keys and defaults:
  /// [DebertaV2Config](https://github.com/huggingface/transformers/blob/v4.46.3/src/transformers/models/deberta_v2/configuration_deberta_v2.py)
  static let debertaV2: Architecture = {
    var keys = keysOfDeBERTa
    keys.vocabularySize = ConfigurationKeys.Setting("vocab_size", 128_100)
    keys.hiddenSize = ConfigurationKeys.Setting("hidden_size", 1536)
    keys.hiddenLayers = ConfigurationKeys.Setting("num_hidden_layers", 24)
    keys.attentionHeads = ConfigurationKeys.Setting("num_attention_heads", 24)
    keys.intermediateSize = ConfigurationKeys.Setting("intermediate_size", 6144)
    keys.headSize = "attention_head_size"
    // A convolution over tokens beside the first layer, which is no map of single tokens.
    keys.fixed.append(ConfigurationKeys.FixedSetting(key: "conv_kernel_size", value: .integer(0)))
    var modules = modulesOfDeBERTa
    modules.layer.query = "attention.self.query_proj"
    modules.layer.key = "attention.self.key_proj"
    modules.layer.value = "attention.self.value_proj"
    let distances = DisentangledModules(
      layerNorm: "encoder.LayerNorm", key: DisentangledModules.Projection(name: "attention.self.pos_key_proj"),
      query: DisentangledModules.Projection(name: "attention.self.pos_query_proj"), hasBuckets: true)
    return Architecture(
      modelType: "deberta-v2", className: "DebertaV2", prefix: "deberta.", keys: keys, positions: .fromZero, modules: modules,
      classifier: classifierOfDeBERTa, relativePositions: .disentangled(distances),
      support: FamilySupport(
        tokenizers: ["Unigram (SentencePiece)"],
        tested: "version 3, texts and pairs; own projections of distances, no buckets, single terms, absolute positions, token types"))
  }()
}
