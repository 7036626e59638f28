import Synchronization

/// Whoever waits for an answer. A question whose asker has gone needs no answer any more.
final class Asker: Sendable {
  /// How far the reads for an answer are.
  struct Progress: Sendable, Equatable {
    /// Examples that the present scan of all examples has passed.
    fileprivate(set) var examples = 0
    /// Number of the scan, from 1; 0 before the first one.
    fileprivate(set) var scan = 0
  }

  private let gone = Atomic(false)
  private let reads = Mutex(Progress())

  var hasGone: Bool { gone.load(ordering: .relaxed) }

  /// Notes that nobody waits any more.
  func leave() { gone.store(true, ordering: .relaxed) }

  var progress: Progress { reads.withLock { $0 } }

  /// Notes how many examples the present scan has passed; fewer than before are those of another scan.
  func note(examples: Int) {
    guard examples > 0 else { return }
    reads.withLock { reads in
      if reads.scan == 0 || examples < reads.examples { reads.scan += 1 }
      reads.examples = examples
    }
  }
}
