/// What all layers of an encoder have in common of their terms by distance.
enum RelativePositions: Sendable {
  /// Scores do not depend on distances.
  case none
  case bias(RelativeBias)
  case disentangled(DistanceTable)

  init(_ checkpoint: Checkpoint, _ configuration: ModelConfiguration) throws {
    switch (configuration.relativeAttention, configuration.architecture.relativePositions) {
    case (.bias(let buckets), .bias(let table, _)):
      self = .bias(
        RelativeBias(
          table: try checkpoint.tensor(table, shape: [buckets, configuration.attentionHeads]), heads: configuration.attentionHeads,
          longest: configuration.longestInput))
    case (.disentangled(let settings), .disentangled(let modules)):
      self = .disentangled(try DistanceTable(checkpoint, configuration, settings, modules))
    default: self = .none
    }
  }
}
