/// How the scores of a model depend on the distance of two tokens, from `config.json`.
enum RelativeAttention: Sendable, Equatable {
  /// A bias of each head for each of these buckets of distances.
  case bias(buckets: Int)
  case disentangled(Disentangled)

  /// The settings of disentangled attention.
  struct Disentangled: Sendable, Equatable {
    /// "c2p" in `pos_att_type`: queries are multiplied by vectors of distances.
    var contentToPosition: Bool
    /// "p2c" in `pos_att_type`: keys are multiplied by vectors of distances.
    var positionToContent: Bool
    /// `max_relative_positions`, or `max_position_embeddings` where that is not set, `P`: the distance beyond which all are the same.
    var furthest: Int
    /// `position_buckets`, `B`; nil where each distance is its own bucket.
    var buckets: Int?
    /// `share_att_key`: the layer's own projections of queries and keys serve the vectors of distances, too.
    var sharesProjections: Bool
    /// `norm_rel_ebd`: the vectors of distances pass a LayerNorm.
    var normalizes: Bool

    /// `S`: half the number of rows of the table of distances.
    var span: Int { buckets ?? furthest }
  }

  /// Lines of the model's fingerprint.
  var fingerprintText: String {
    switch self {
    case .bias(let buckets): "relative_bias: \(buckets)\n"
    case .disentangled(let settings):
      "disentangled: \(settings.contentToPosition) \(settings.positionToContent) \(settings.furthest) \(settings.buckets ?? 0) "
        + "\(settings.sharesProjections) \(settings.normalizes)\n"
    }
  }
}
