/// The embeddings and layers of an encoder: `BertModel` or `ElectraModel` of transformers without the pooler.
struct Encoder: Sendable {
  let embeddings: Embeddings
  /// `[L]`
  let layers: [EncoderLayer]

  /// Runs the texts of a batch. `encodings` has the order of `batch.texts`. The last hidden state `[N, D]` remains in `workspace.hidden`.
  func run(_ encodings: [Encoding], _ batch: PackedBatch, in workspace: EncoderWorkspace, observers: [any LayerObserver]) {
    embeddings.run(encodings, rows: batch.rows, in: workspace)
    let size = embeddings.layerNorm.weight.count
    let embedded = FloatRows(start: embeddings.output(in: workspace).pointer, columns: size, stride: size)
    for observer in observers { observer.didEmbed(embedded, batch) }
    runLayers(batch, in: workspace, observers: observers)
  }

  /// Runs the layers on their input, which is in `workspace.hidden`.
  func runLayers(_ batch: PackedBatch, in workspace: EncoderWorkspace, observers: [any LayerObserver]) {
    for (index, layer) in layers.enumerated() { layer.run(batch, index: index, in: workspace, observers: observers) }
  }
}
