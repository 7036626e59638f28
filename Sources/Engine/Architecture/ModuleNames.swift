/// The names of the modules in a family's bare model. The names of tensors append ".weight" or ".bias".
struct ModuleNames: Sendable {
  /// The names of the modules within a layer.
  struct Layer: Sendable {
    var query = "attention.self.query"
    var key = "attention.self.key"
    var value = "attention.self.value"
    var attentionOutput = "attention.output.dense"
    var attentionLayerNorm = "attention.output.LayerNorm"
    var intermediate = "intermediate.dense"
    var output = "output.dense"
    var outputLayerNorm = "output.LayerNorm"
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
  /// The path of a layer, around its number, or its group's number where layers share weights.
  var layerPath = (before: "encoder.layer.", after: ".")
  var layer = Layer()
  /// Prefixes of the names of all modules in the encoder, the pooler and the heads of transformers.
  var known = ["embeddings.", "encoder.", "pooler.", "cls.", "classifier."]

  /// The name of a module in the layer, or group of layers, with this number.
  func name(_ module: KeyPath<Layer, String>, ofLayer number: Int) -> String {
    layerPath.before + String(number) + layerPath.after + layer[keyPath: module]
  }
}
