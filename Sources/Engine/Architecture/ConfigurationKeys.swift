/// The keys of a family's settings in `config.json`, with transformers' default for each.
struct ConfigurationKeys: Sendable {
  /// An integer setting.
  struct Setting: Sendable {
    let key: String
    let standard: Int
    /// Another key for the same setting, which has precedence: one in the `attribute_map` of the family's configuration class.
    let alias: String?

    init(_ key: String, _ standard: Int, alias: String? = nil) {
      self.key = key
      self.standard = standard
      self.alias = alias
    }
  }

  /// An integer setting, with the hidden size for a default where `standard` is nil.
  struct SizeSetting: Sendable {
    let key: String
    let standard: Int?

    init(_ key: String, _ standard: Int?) {
      self.key = key
      self.standard = standard
    }
  }

  /// A setting of which one value is supported.
  struct FixedSetting: Sendable {
    let key: String
    let value: ConfigurationValue
  }

  /// `D`
  var hiddenSize = Setting("hidden_size", 768)
  /// `H`
  var attentionHeads = Setting("num_attention_heads", 12)
  /// `L`
  var hiddenLayers = Setting("num_hidden_layers", 12)
  /// `F`
  var intermediateSize = Setting("intermediate_size", 3072)
  /// `E`; nil where the embeddings always have the hidden size.
  var embeddingSize: SizeSetting?
  /// `V`
  var vocabularySize = Setting("vocab_size", 30_522)
  /// Number of rows of the position table.
  var maxPositionEmbeddings = Setting("max_position_embeddings", 512)
  /// Whether the embeddings have positions; nil for a family whose embeddings always do.
  var embedsPositions: String?
  /// The size of the classifier's input, which must be `D`, and `d`; nil where the family has no such settings.
  var classifierSize, headSize: String?
  /// Number of rows of the table of token types; nil for a family without such a table.
  var typeVocabularySize: Setting? = Setting("type_vocab_size", 2)
  /// Number of weight sets, each shared by consecutive layers; nil where each layer has its own weights.
  var layerGroups: Setting?
  /// Id of the padding token, which may decide on positions.
  var paddingToken = Setting("pad_token_id", 0)
  var activation = "hidden_act"
  /// The default of the feed-forward block's activation.
  var standardActivation = ModelConfiguration.Activation.gelu
  /// Nil for a family whose epsilon no setting changes.
  var layerNormEpsilon: String? = "layer_norm_eps"
  /// The default of the LayerNorms' epsilon.
  var standardEpsilon = 1e-12
  /// Settings with which any model would compute something else. An absent one has its supported value.
  static let alwaysFixed = [
    FixedSetting(key: "is_decoder", value: .boolean(false)), FixedSetting(key: "add_cross_attention", value: .boolean(false)),
    FixedSetting(key: "pruned_heads", value: .object([:])),
  ]
  /// Further settings with which the family would.
  var fixed = [FixedSetting(key: "position_embedding_type", value: .text("absolute"))]
}
