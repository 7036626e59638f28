extension Architecture {
  /// The first version of DeBERTa: disentangled attention with projections of its own for distances, and queries, keys and values in one weight.
  ///
  /// Keys and defaults:
  /// [DebertaConfig](https://github.com/huggingface/transformers/blob/v4.46.3/src/transformers/models/deberta/configuration_deberta.py)
  static let deberta: Architecture = {
    var keys = keysOfDeBERTa
    keys.vocabularySize = ConfigurationKeys.Setting("vocab_size", 50_265)
    // A product over heads, before the softmax and after it.
    keys.fixed.append(ConfigurationKeys.FixedSetting(key: "talking_head", value: .boolean(false)))
    var modules = modulesOfDeBERTa
    modules.layer.joined = ModuleNames.JoinedProjection(
      weight: "attention.self.in_proj.weight", queryBias: "attention.self.q_bias", valueBias: "attention.self.v_bias")
    let distances = DisentangledModules(
      key: DisentangledModules.Projection(name: "attention.self.pos_proj", hasBias: false),
      query: DisentangledModules.Projection(name: "attention.self.pos_q_proj"), hasBuckets: false)
    return Architecture(
      modelType: "deberta", className: "Deberta", prefix: "deberta.", keys: keys, positions: .fromZero, modules: modules,
      classifier: classifierOfDeBERTa, relativePositions: .disentangled(distances),
      support: FamilySupport(
        tokenizers: ["byte-level BPE"], tested: "texts and pairs; absolute positions, single terms, smaller embeddings"))
  }()

  /// The settings of all versions.
  static let keysOfDeBERTa: ConfigurationKeys = {
    var keys = ConfigurationKeys()
    keys.embeddingSize = ConfigurationKeys.SizeSetting("embedding_size", nil)
    keys.embedsPositions = "position_biased_input"
    keys.typeVocabularySize = ConfigurationKeys.Setting("type_vocab_size", 0)
    keys.classifierSize = "pooler_hidden_size"
    keys.standardEpsilon = 1e-7
    return keys
  }()

  /// The modules of all versions.
  static let modulesOfDeBERTa: ModuleNames = {
    var modules = ModuleNames()
    modules.embeddingProjection = "embeddings.embed_proj"
    modules.normalizesProjection = true
    modules.known = ["embeddings.", "encoder.", "pooler.", "cls.", "lm_predictions.", "mask_predictions.", "classifier."]
    return modules
  }()

  static let classifierOfDeBERTa = ClassifierModules(
    dense: "pooler.dense", activation: .gelu, activationKey: "pooler_hidden_act", output: "classifier")
}
