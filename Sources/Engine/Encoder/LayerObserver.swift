/// An observer of the encoder's layers: the part of a method that belongs to one worker and owns its scratch memory.
///
/// Each layer calls the three functions in this order. An observer must not change the values that it is shown, so that the logits of a
/// text are bitwise the same for all sets of methods.
protocol LayerObserver: AnyObject {
  /// Whether the layers keep their pre-activations, at the cost of a copy of `[N, F]` in each layer.
  var needsPreActivations: Bool { get }

  /// Called before the attention, with queries, keys and values.
  func willAttend(_ trace: LayerTrace.Attention)

  /// Called with the probabilities of a few tokens, while they are in the cache. Every token of every text comes once, in order.
  func read(_ probabilities: LayerTrace.Probabilities)

  /// Called at the end of the layer.
  func didRun(_ trace: LayerTrace.Output)
}

extension LayerObserver {
  var needsPreActivations: Bool { false }
  func willAttend(_ trace: LayerTrace.Attention) {}
  func read(_ probabilities: LayerTrace.Probabilities) {}
  func didRun(_ trace: LayerTrace.Output) {}
}
