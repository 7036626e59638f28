/// Scratch memory of one worker for running dense layers on either backend, allocated at the first use and kept.
///
/// Any layer can run with any context, but a context belongs to one thread at a time.
final class LinearContext {
  private(set) lazy var oneDNN = LinearOneDNN.Worker()
  private(set) lazy var portable = LinearPortable.Worker()

  /// Creates a context, which allocates memory when a layer first runs.
  init() {}
}
