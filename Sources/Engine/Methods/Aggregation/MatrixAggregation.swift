import Support

/// The aggregations of one local matrix over all layers, for the batches of one worker.
final class MatrixAggregation {
  private let aggregates: Aggregates
  private let rollout: BatchRollout
  private var keepsLayers = false
  /// The local matrices of each text; empty unless they are requested or flows need them. `[L]` of `[T, T]` for each text.
  private var locals: [[ScaledMatrix]] = []
  private var batch = PackedBatch([], rows: 0)

  init(_ aggregates: Aggregates, _ capacity: BatchCapacity) {
    self.aggregates = aggregates
    rollout = BatchRollout(capacity)
  }

  /// Starts with the texts of a new batch.
  func begin(_ batch: PackedBatch, keepsLayers: Bool) {
    self.keepsLayers = keepsLayers
    self.batch = batch
    locals = Array(repeating: [], count: batch.texts.count)
    rollout.begin(batch)
  }

  /// Appends a text's local matrix of the next layer, `diag(scale) pairs`.
  func append(_ pairs: FloatBuffer, by scale: FloatBuffer, textAt index: Int) {
    if keepsLayers || aggregates.kinds.contains(.maximumFlow) && !aggregates.flowRows.omits(tokens: batch.texts[index].count) {
      locals[index].append(rollout.local(pairs, by: scale, textAt: index))
    }
    if aggregates.kinds.contains(.rollout) { rollout.multiply(pairs, by: scale, textAt: index) }
  }

  /// Ends the layer, after the matrices of all texts.
  func endLayer() { rollout.endLayer() }

  /// The attributions of a text, one for each aggregation, but none for flows of a text that is too long for them; the first aggregation has
  /// the local matrices.
  func attributions(_ method: AttributionMethod, ofText index: Int) -> [Attribution] {
    aggregates.kinds.enumerated().compactMap { place, kind in
      if kind == .maximumFlow, aggregates.flowRows.omits(tokens: batch.texts[index].count) { return nil }
      let final =
        switch kind {
        case .rollout: rollout.matrix(ofText: index)
        case .maximumFlow: MaximumFlow.matrix(locals[index], from: aggregates.flowRows)
        }
      return Attribution(
        method, kind, scores: Attribution.parts(final.values.prefix(final.size)), final: final,
        layers: keepsLayers && place == 0 ? locals[index] : [])
    }
  }
}
