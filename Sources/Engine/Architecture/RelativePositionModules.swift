/// The tensors through which a family's attention knows the distance of two tokens.
enum RelativePositionModules: Sendable {
  /// There are none.
  case none
  /// A number for each head and bucket of distances, added to the scaled scores of all layers: the name of the table `[buckets, H]`, and the
  /// setting of its size.
  case bias(table: String, buckets: ConfigurationKeys.Setting)
  /// Vectors of distances, multiplied by queries and keys.
  case disentangled(DisentangledModules)
}

/// The tensors of disentangled attention.
struct DisentangledModules: Sendable {
  /// A dense layer of each layer, which projects the vectors of distances. `[D, D]`
  struct Projection: Sendable {
    /// Its name within the layer.
    var name: String
    var hasBias = true
  }

  /// The table of distances' vectors, one for all layers. `[2 S, D]`
  var embeddings = "encoder.rel_embeddings.weight"
  /// The LayerNorm of these vectors, if the configuration asks for it; nil in a family without.
  var layerNorm: String?
  /// From vectors of distances to what queries are multiplied by.
  var key: Projection
  /// From vectors of distances to what keys are multiplied by.
  var query: Projection
  /// Whether `position_buckets` and `share_att_key` are settings of the family.
  var hasBuckets: Bool
}
