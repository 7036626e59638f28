/// Waits for an explanation, is told its steps, and may give it up. Every thread that explains a part of a text calls the text's watcher.
public protocol ExplanationWatcher: Sendable {
  /// Expects steps beside those that are expected already.
  /// - Parameter steps: How many.
  func expect(_ steps: Int)

  /// Notes that expected steps are done.
  /// - Parameter steps: How many since the last note; 0 only asks.
  /// - Returns: Whether the explanation is still wanted; false ends it.
  func did(_ steps: Int) -> Bool
}
