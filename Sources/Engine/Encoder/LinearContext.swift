/// What one worker needs of its own to run dense layers: scratch memory of either backend, made at first use and kept.
///
/// Any layer can run with any context, but a context belongs to one thread at a time.
final class LinearContext {
  private(set) lazy var oneDNN = LinearOneDNN.Worker()
  private(set) lazy var portable = LinearPortable.Worker()

  /// Creates a context; memory is taken when a layer first runs.
  init() {}
}
