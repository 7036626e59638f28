/// What the settings of a family are called in `config.json`, and which values transformers takes where they are absent.
struct ConfigurationKeys: Sendable {
  /// A whole number.
  struct Setting: Sendable {
    let key: String
    let standard: Int

    init(_ key: String, _ standard: Int) {
      self.key = key
      self.standard = standard
    }
  }

  /// `D`
  var hiddenSize = Setting("hidden_size", 768)
  /// `H`
  var attentionHeads = Setting("num_attention_heads", 12)
  /// `L`
  var hiddenLayers = Setting("num_hidden_layers", 12)
  /// `F`
  var intermediateSize = Setting("intermediate_size", 3072)
  /// `E`; nil where embeddings always have the hidden size.
  var embeddingSize: Setting?
  /// `V`
  var vocabularySize = Setting("vocab_size", 30_522)
  /// Rows of the position table.
  var maxPositionEmbeddings = Setting("max_position_embeddings", 512)
  /// Rows of the table of token types; nil for a family without token types.
  var typeVocabularySize: Setting? = Setting("type_vocab_size", 2)
  /// Weight sets that the layers share, each for a run of layers; nil where each layer has weights of its own.
  var layerGroups: Setting?
  /// The padding token's id, which may decide the first position.
  var paddingToken = Setting("pad_token_id", 0)
  var activation = "hidden_act"
  var layerNormEpsilon = "layer_norm_eps"
  /// The epsilon where the key is absent.
  var standardEpsilon = 1e-12
}
