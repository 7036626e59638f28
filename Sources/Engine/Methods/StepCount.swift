/// The end of an explanation that nobody waits for.
struct GivenUp: Error {}

/// Counts the steps of a batch for its watcher. Without a watcher nothing is counted, and nothing given up.
final class StepCount {
  private let watcher: (any ExplanationWatcher)?
  /// Steps that the watcher expects and that are not done.
  private var open: Int

  /// - Parameters:
  ///   - watcher: The one that waits for the explanation; nil where none does.
  ///   - expected: Steps of the batch that the watcher expects.
  init(_ watcher: (any ExplanationWatcher)?, expected: Int) { (self.watcher, open) = (watcher, expected) }

  var isWatched: Bool { watcher != nil }

  /// Expects steps beside those that the texts were expected to take.
  func expect(_ steps: Int) {
    open += steps
    watcher?.expect(steps)
  }

  /// Notes steps; 0 only asks whether the explanation is still wanted.
  /// - Throws: `GivenUp` where it is not.
  func did(_ steps: Int) throws(GivenUp) {
    if !note(steps) { throw GivenUp() }
  }

  /// Notes steps.
  /// - Returns: Whether the explanation is still wanted.
  @discardableResult func note(_ steps: Int) -> Bool {
    guard let watcher else { return true }
    if steps > open { expect(steps - open) }
    open -= steps
    return watcher.did(steps)
  }

  /// Notes what is left, such as the steps of a text that a method omits.
  func finish() { note(open) }
}
