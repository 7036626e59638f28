/// What one worker needs of its own to run dense layers: oneDNN's scratch memory, made at first use and kept.
/// Our own kernel needs none.
///
/// Any layer can run with any context, but a context belongs to one thread at a time.
final class LinearContext {
  private(set) lazy var oneDNN = LinearOneDNN.Worker()

  /// Creates a context; memory is taken when a layer first runs.
  init() {}
}
