import Synchronization

/// What the stages of a run tell each other and the progress report. Any thread may call any method.
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

  /// Whether further batches may come for the workers.
  var isFeeding: Bool { feeding.load(ordering: .relaxed) }

  /// Records that the last batch is in the queue.
  func endFeeding() {
    feeding.store(false, ordering: .relaxed)
  }

  /// What ended the run before its time; the first cause counts.
  var failure: (any Error)? { firstFailure.withLock { $0 } }

  /// Records what ends the run.
  func fail(_ error: any Error) {
    firstFailure.withLock { $0 = $0 ?? error }
  }
}
