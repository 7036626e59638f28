import Synchronization

/// The state of a run, shared by its stages and the progress report. Any thread may call any method.
final class RunStatus: Sendable {
  private let state = Mutex(IndexCounts())
  private let firstFailure = Mutex<(any Error)?>(nil)
  private let feeding = Atomic(true)

  /// The counts so far.
  var counts: IndexCounts { state.withLock { $0 } }

  /// Changes the counts.
  func update(_ change: (inout IndexCounts) -> Void) {
    state.withLock { change(&$0) }
  }

  /// Whether the workers may receive further batches.
  var isFeeding: Bool { feeding.load(ordering: .relaxed) }

  /// Records that the last batch is in the queue.
  func endFeeding() {
    feeding.store(false, ordering: .relaxed)
  }

  /// The first error that ended the run; nil where there is none.
  var failure: (any Error)? { firstFailure.withLock { $0 } }

  /// Records an error that ends the run.
  func fail(_ error: any Error) {
    firstFailure.withLock { $0 = $0 ?? error }
  }
}
