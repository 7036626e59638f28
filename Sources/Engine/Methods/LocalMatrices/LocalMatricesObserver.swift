/// The local matrices of the batches of one worker, and their aggregation.
///
/// Before the attention, it computes the Gram matrices. For each block of probabilities, while the block is in the cache, it computes the
/// norms without the LayerNorms' data-dependent scales. At the end of the layer, with s1 and s2, it computes the local matrices and their
/// products.
final class LocalMatricesObserver: AttributionObserver {
  private let method: LocalMatrices
  private let form: LocalMatrixForm
  /// One for each matrix.
  private let aggregations: [MatrixAggregation]
  private var batch = PackedBatch([], rows: 0)

  init(_ method: LocalMatrices, _ capacity: BatchCapacity) {
    self.method = method
    form = LocalMatrixForm(method, capacity)
    aggregations = method.matrices.map { _ in MatrixAggregation(method.aggregates, capacity) }
  }

  func begin(_ batch: PackedBatch, keepsLayers: Bool) {
    self.batch = batch
    for aggregation in aggregations { aggregation.begin(batch, keepsLayers: keepsLayers) }
  }

  func willAttend(_ trace: LayerTrace.Attention) { form.willAttend(trace, method.layers[trace.layer]) }

  func read(_ probabilities: LayerTrace.Probabilities) { form.read(probabilities) }

  func didRun(_ trace: LayerTrace.Output) {
    form.didRun(trace, method.layers[trace.layer])
    for (matrix, aggregation) in zip(method.matrices, aggregations) {
      for index in batch.texts.indices {
        aggregation.append(form.pairs(of: matrix, batch.texts[index], trace), by: form.scale, textAt: index)
      }
      aggregation.endLayer()
    }
  }

  func attributions(ofText index: Int) -> [Attribution] {
    zip(method.matrices, aggregations).flatMap { $1.attributions($0.method, ofText: index) }
  }
}
