/// A method of attribution. The raw value is its name for users and in stores.
public enum AttributionMethod: String, Sendable, CaseIterable {
  /// GlobEnc's "N-Enc" (Modarressi et al., NAACL 2022): the norms of the contributions of all tokens to a layer's output, without the
  /// feed-forward block.
  case nEnc = "n-enc"
}

/// The aggregation of the local matrices of all layers.
public enum Aggregate: String, Sendable, CaseIterable {
  /// The product of the matrices, with the last layer leftmost.
  case rollout
}
