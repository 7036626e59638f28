/// An observer of the encoder's layers: the part of a method that belongs to one worker and owns its scratch memory.
///
/// The encoder calls `didEmbed` once, then each layer calls the other four functions in this order. An observer must not change the values
/// that it is shown, so that the logits of a text are bitwise the same for all sets of methods.
protocol LayerObserver: AnyObject {
  /// Whether the layers keep their pre-activations, which then take memory of their own, `[N, F]`.
  var needsPreActivations: Bool { get }

  /// Called before the layers, with the embeddings after their LayerNorm, before any projection to the hidden size. `[N, E]`
  func didEmbed(_ embeddings: FloatRows, _ batch: PackedBatch)

  /// Called before the attention, with queries, keys and values.
  func willAttend(_ trace: LayerTrace.Attention)

  /// Called with the probabilities of a few tokens, while they are in the cache. Every token of every text comes once, in order.
  func read(_ probabilities: LayerTrace.Probabilities)

  /// Called between attention and feed-forward block.
  func didAttend(_ trace: LayerTrace.Middle)

  /// Called at the end of the layer.
  func didRun(_ trace: LayerTrace.Output)
}

extension LayerObserver {
  var needsPreActivations: Bool { false }
  func didEmbed(_ embeddings: FloatRows, _ batch: PackedBatch) {}
  func willAttend(_ trace: LayerTrace.Attention) {}
  func read(_ probabilities: LayerTrace.Probabilities) {}
  func didAttend(_ trace: LayerTrace.Middle) {}
  func didRun(_ trace: LayerTrace.Output) {}
}
