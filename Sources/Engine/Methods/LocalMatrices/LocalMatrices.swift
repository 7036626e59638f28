/// Any set of the local matrices, each rolled out over all layers, as GlobEnc is, or aggregated by maximum flow. One pass computes all of
/// them, without a tensor `[T, T, D]`.
///
/// Modarressi et al., NAACL 2022, <https://aclanthology.org/2022.naacl-main.19>
struct LocalMatrices: PreparedMethod {
  /// What one layer's weights give.
  struct Layer: Sendable {
    /// A map for each of `stages`.
    let maps: [FixedMap]
    /// `M W_O` as a dense layer, for the mixing ratio; nil if no matrix needs that.
    let mixing: Linear?
    /// The weights for ALTI; nil if it is not asked for.
    let alti: AltiMap?
  }

  /// In the order of the results.
  let matrices: [LocalMatrix]
  let aggregates: Aggregates
  let heads: Int
  let headSize: Int
  /// The maps that the matrices need, each once.
  let stages: [FixedMap.Stage]
  /// `[L]`
  let layers: [Layer]

  /// Prepares a set of matrices for `layers` `[L]`, all of them at a time.
  init(_ matrices: [LocalMatrix], _ aggregates: Aggregates, _ layers: [LayerWeights], precision: Precision) throws {
    let stages = FixedMap.Stage.allCases.filter { stage in matrices.contains { $0.stage == stage } }
    let needsMixing = matrices.contains(.wRes)
    let needsAlti = matrices.contains(.alti)
    self.matrices = matrices
    self.aggregates = aggregates
    self.stages = stages
    heads = layers.first?.configuration.attentionHeads ?? 0
    headSize = layers.first?.configuration.headSize ?? 0
    self.layers = try concurrently(oncePer: layers.map(\.number)) { index in
      Layer(
        maps: try stages.map { try FixedMap(layers[index], $0, precision: precision) },
        mixing: needsMixing ? try MixingRatio.map(layers[index]) : nil,
        alti: needsAlti ? try AltiMap(layers[index]) : nil)
    }
  }

  func makeObserver(_ capacity: BatchCapacity) -> any AttributionObserver { LocalMatricesObserver(self, capacity) }
}
