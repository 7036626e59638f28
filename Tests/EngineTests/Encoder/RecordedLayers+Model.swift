@testable import Engine

extension RecordedLayers {
  /// Records the layers of a model for one text, and returns them with the logits.
  static func run(_ model: AttributionModel, _ encoding: Encoding) -> (layers: [Layer], logits: [Float]) {
    let batch = PackedBatch([encoding.count], rows: model.rows(forLength: encoding.count))
    var capacity = BatchCapacity()
    capacity.include(batch)
    let recorded = RecordedLayers()
    let workspace = EncoderWorkspace(
      model.configuration, precision: .f32, capacity: capacity, keepsPreActivations: true, linear: LinearContext())
    model.encoder.run([encoding], batch, in: workspace, observers: [recorded])
    let logits = model.head?.logits(workspace.hidden, row: 0, size: model.configuration.hiddenSize) ?? []
    return (recorded.layers, logits)
  }
}
