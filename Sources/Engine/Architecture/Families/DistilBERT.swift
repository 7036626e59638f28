extension Architecture {
  /// DistilBERT: BERT without token types and pooler, with names of its own.
  ///
  /// Keys and defaults:
  /// [DistilBertConfig](https://github.com/huggingface/transformers/blob/v4.46.3/src/transformers/models/distilbert/configuration_distilbert.py);
  /// the epsilon of its LayerNorms is a constant in
  /// [modeling_distilbert.py](https://github.com/huggingface/transformers/blob/v4.46.3/src/transformers/models/distilbert/modeling_distilbert.py),
  /// and sinusoidal positions are in the checkpoint as learned ones are.
  static let distilbert: Architecture = {
    var keys = ConfigurationKeys()
    keys.hiddenSize = ConfigurationKeys.Setting("dim", 768, alias: "hidden_size")
    keys.attentionHeads = ConfigurationKeys.Setting("n_heads", 12, alias: "num_attention_heads")
    keys.hiddenLayers = ConfigurationKeys.Setting("n_layers", 6, alias: "num_hidden_layers")
    keys.intermediateSize = ConfigurationKeys.Setting("hidden_dim", 3072)
    keys.typeVocabularySize = nil
    keys.activation = "activation"
    keys.layerNormEpsilon = nil
    // DistilBERT does not read position_embedding_type.
    keys.fixed = []
    var modules = ModuleNames()
    modules.layerPath = (before: "transformer.layer.", after: ".")
    modules.layer = ModuleNames.Layer(
      query: "attention.q_lin", key: "attention.k_lin", value: "attention.v_lin", attentionOutput: "attention.out_lin",
      attentionLayerNorm: "sa_layer_norm", intermediate: "ffn.lin1", output: "ffn.lin2", outputLayerNorm: "output_layer_norm")
    modules.known = [
      "embeddings.", "transformer.", "vocab_transform.", "vocab_layer_norm.", "vocab_projector.", "pre_classifier.", "classifier.",
    ]
    return Architecture(
      modelType: "distilbert", className: "DistilBert", prefix: "distilbert.", keys: keys, positions: .fromZero, modules: modules,
      classifier: ClassifierModules(dense: "pre_classifier", activation: .relu, output: "classifier"),
      support: FamilySupport(tokenizers: ["WordPiece"], tested: "texts and pairs, F32 and F16"))
  }()
}
