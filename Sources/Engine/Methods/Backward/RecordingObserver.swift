/// An observer that records what the layers show, and works on the record after the classifier.
protocol RecordingObserver: AttributionObserver {
  /// The record of the batch.
  var record: BackwardRecord { get }
}

extension RecordingObserver {
  var needsPreActivations: Bool { record.needsPreActivations }
  func begin(_ batch: PackedBatch, keepsLayers: Bool) { record.begin(batch) }
  func didEmbed(_ embeddings: FloatRows, _ batch: PackedBatch) { record.didEmbed(embeddings, batch) }
  func willAttend(_ trace: LayerTrace.Attention) { record.willAttend(trace) }
  func read(_ probabilities: LayerTrace.Probabilities) { record.read(probabilities) }
  func didAttend(_ trace: LayerTrace.Middle) { record.didAttend(trace) }
  func didRun(_ trace: LayerTrace.Output) { record.didRun(trace) }
}
