/// The names of the modules in a family's bare model. The names of tensors append ".weight" or ".bias".
struct ModuleNames: Sendable {
  /// The names of the modules within a layer.
  struct Layer: Sendable {
    var query = "attention.self.query"
    var key = "attention.self.key"
    var value = "attention.self.value"
    /// One weight for queries, keys and values in place of the three; nil where each has its own.
    var joined: JoinedProjection?
    var attentionOutput = "attention.output.dense"
    var attentionLayerNorm = "attention.output.LayerNorm"
    var intermediate = "intermediate.dense"
    var output = "output.dense"
    var outputLayerNorm = "output.LayerNorm"
  }

  /// Queries, keys and values in one weight `[3 D, D]`, whose rows are, for each head in turn, d of the query, d of the key and d of the value.
  /// The biases are parameters of their own; the keys have none.
  struct JoinedProjection: Sendable {
    var weight: String
    var queryBias, valueBias: String
  }

  var wordEmbeddings = "embeddings.word_embeddings"
  var positionEmbeddings = "embeddings.position_embeddings"
  /// Read in models with token types.
  var tokenTypeEmbeddings = "embeddings.token_type_embeddings"
  var embeddingLayerNorm = "embeddings.LayerNorm"
  /// The projection from the size of the embeddings to the hidden size.
  var embeddingProjection = "embeddings_project"
  /// Whether models have the projection also where the two sizes are equal.
  var projectsEqualSizes = false
  /// Whether the embeddings' LayerNorm follows the projection, which then has no bias; else it precedes it.
  var normalizesProjection = false
  /// The path of a layer, around its number, or its group's number where layers share weights.
  var layerPath = (before: "encoder.layer.", after: ".")
  var layer = Layer()
  /// Prefixes of the names of all modules in the encoder, the pooler and the heads of transformers.
  var known = ["embeddings.", "encoder.", "pooler.", "cls.", "classifier."]

  /// What the names of all modules in the layer, or group of layers, with this number begin with.
  func path(ofLayer number: Int) -> String { layerPath.before + String(number) + layerPath.after }

  /// The name of a module in the layer, or group of layers, with this number.
  func name(_ module: KeyPath<Layer, String>, ofLayer number: Int) -> String {
    path(ofLayer: number) + layer[keyPath: module]
  }
}
