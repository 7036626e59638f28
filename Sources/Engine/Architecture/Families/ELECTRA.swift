extension Architecture {
  /// ELECTRA's discriminator: smaller embeddings with a projection, and a classifier with two layers.
  ///
  /// Keys and defaults:
  /// [ElectraConfig](https://github.com/huggingface/transformers/blob/v4.46.3/src/transformers/models/electra/configuration_electra.py)
  static let electra: Architecture = {
    var keys = ConfigurationKeys()
    keys.hiddenSize = ConfigurationKeys.Setting("hidden_size", 256)
    keys.attentionHeads = ConfigurationKeys.Setting("num_attention_heads", 4)
    keys.intermediateSize = ConfigurationKeys.Setting("intermediate_size", 1024)
    keys.embeddingSize = ConfigurationKeys.SizeSetting("embedding_size", 128)
    var modules = ModuleNames()
    modules.known = ["embeddings.", "embeddings_project.", "encoder.", "classifier.", "discriminator_predictions.", "generator_"]
    return Architecture(
      modelType: "electra", className: "Electra", prefix: "electra.", keys: keys, positions: .fromZero, modules: modules,
      classifier: ClassifierModules(dense: "classifier.dense", activation: .gelu, output: "classifier.out_proj"),
      support: FamilySupport(
        tokenizers: ["WordPiece"], tested: "discriminators with smaller embeddings, texts and pairs"))
  }()
}
