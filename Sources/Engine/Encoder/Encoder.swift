/// Embeddings and layers: transformers' `BertModel` and `ElectraModel` without the pooler.
struct Encoder: Sendable {
  let embeddings: Embeddings
  /// `[L]`
  let layers: [EncoderLayer]

  /// Runs the texts of a batch, `encodings` in the order of `batch.texts`, and leaves the last hidden state `[N, D]` in `workspace.hidden`.
  func run(_ encodings: [Encoding], _ batch: PackedBatch, in workspace: EncoderWorkspace, observers: [any LayerObserver]) {
    embeddings.run(encodings, rows: batch.rows, in: workspace, into: workspace.hidden)
    for (index, layer) in layers.enumerated() { layer.run(batch, index: index, in: workspace, observers: observers) }
  }
}
