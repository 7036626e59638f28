/// A way to say how much each token counts. The raw value is the name that users and stores know it by.
public enum AttributionMethod: String, Sendable, CaseIterable {
  /// The norms of a layer's whole output, feed-forward block left out, decomposed by source token: GlobEnc's "N-Enc"
  /// (Modarressi et al., NAACL 2022).
  case nEnc = "n-enc"
}

/// How the local matrices of a model's layers become one.
public enum Aggregate: String, Sendable, CaseIterable {
  /// Their product, the last layer leftmost.
  case rollout
}
