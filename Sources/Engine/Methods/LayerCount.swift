/// Counts each layer of the forward pass as a step of each text.
final class LayerCount: LayerObserver {
  private let count: StepCount

  init(_ count: StepCount) { self.count = count }

  func didRun(_ trace: LayerTrace.Output) { count.note(trace.batch.texts.count) }
}
