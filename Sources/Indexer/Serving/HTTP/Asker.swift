import Synchronization

/// Whoever waits for an answer. A question whose asker has gone needs no answer any more.
final class Asker: Sendable {
  private let gone = Atomic(false)

  var hasGone: Bool { gone.load(ordering: .relaxed) }

  /// Notes that nobody waits any more.
  func leave() { gone.store(true, ordering: .relaxed) }
}
