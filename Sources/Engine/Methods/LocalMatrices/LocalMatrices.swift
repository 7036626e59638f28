/// N-Enc: the norms of all tokens' contributions to each layer's output, and their rollout over all layers, which is GlobEnc.
///
/// Modarressi et al., NAACL 2022, <https://aclanthology.org/2022.naacl-main.19>
struct NEnc: PreparedMethod {
  let heads: Int
  let headSize: Int
  /// `[L]`
  let maps: [FixedMap]

  init(_ layers: [LayerWeights], precision: Precision) throws {
    heads = layers.first?.configuration.attentionHeads ?? 0
    headSize = layers.first?.configuration.headSize ?? 0
    maps = try concurrently(layers.count) { try FixedMap(layers[$0], precision: precision) }
  }

  func makeObserver(_ capacity: BatchCapacity) -> any AttributionObserver { NEncObserver(self, capacity) }
}
