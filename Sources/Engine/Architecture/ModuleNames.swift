/// What a family calls the modules of its bare model; a tensor's name adds ".weight" or ".bias".
struct ModuleNames: Sendable {
  /// The modules of one layer, within it.
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
  /// Nil for a family without token types.
  var tokenTypeEmbeddings: String? = "embeddings.token_type_embeddings"
  var embeddingLayerNorm = "embeddings.LayerNorm"
  /// From the size of the embeddings to the hidden size; there where they differ.
  var embeddingProjection = "embeddings_project"
  /// Around the number of a layer, or of its group where layers share weights.
  var layerPath = (before: "encoder.layer.", after: ".")
  var layer = Layer()
  /// What the names of all modules of the encoder, of its pooler and of the heads that transformers knows begin with.
  var known = ["embeddings.", "encoder.", "pooler.", "cls.", "classifier."]

  /// A module of the layer, or group of layers, of that number.
  func name(_ module: KeyPath<Layer, String>, ofLayer number: Int) -> String {
    layerPath.before + String(number) + layerPath.after + layer[keyPath: module]
  }
}
