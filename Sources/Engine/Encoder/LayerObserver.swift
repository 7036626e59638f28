/// What watches the encoder run: the part of a method that belongs to one worker, with scratch memory of its own.
///
/// Each layer calls the three functions in this order. They may not change what they are handed, so that a text's logits are bitwise the same
/// whichever methods are asked for.
protocol LayerObserver: AnyObject {
  /// Whether the layers are to keep their pre-activations, which costs a copy of `[N, F]` a layer.
  var needsPreActivations: Bool { get }

  /// Queries, keys and values are there; the attention comes next.
  func willAttend(_ trace: LayerTrace.Attention)

  /// The probabilities of a few tokens are there, in the cache. All tokens of all texts come, each once, in order.
  func read(_ probabilities: LayerTrace.Probabilities)

  /// The layer is done.
  func didRun(_ trace: LayerTrace.Output)
}

extension LayerObserver {
  var needsPreActivations: Bool { false }
  func willAttend(_ trace: LayerTrace.Attention) {}
  func read(_ probabilities: LayerTrace.Probabilities) {}
  func didRun(_ trace: LayerTrace.Output) {}
}
