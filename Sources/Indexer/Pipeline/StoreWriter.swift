import Dispatch
import Store

/// Writes finished examples into the store as they arrive. A transaction takes many examples, so that each total is updated once for all of
/// them. For the writer's thread.
struct StoreWriter: Sendable {
  /// Work for the writer.
  enum Work {
    case examples([PackedExample])
    /// Write the rows in `MovedRows`.
    case moves
  }

  let store: AttributionStore
  let run: RunID
  let status: RunStatus
  let finished: BoundedQueue<Work>
  let ids: InFlightIDs
  let moved: MovedRows

  /// Writes until the queue ends. When no further examples arrive, the transaction is committed soon.
  /// - Throws: `StoreError` where the store cannot be written to.
  func write() throws {
    var next = finished.pop()
    while let work = next {
      switch work {
      case .examples(let examples):
        next = try commit(examples) ?? finished.pop()
      case .moves:
        try moved.write(to: store)
        next = finished.pop()
      }
    }
    try moved.write(to: store)
  }

  /// Writes examples, and the examples that arrive while the transaction is open.
  /// - Returns: The next work, if work of another kind ended the transaction.
  private func commit(_ first: [PackedExample]) throws -> Work? {
    var transaction = OpenTransaction(isFeeding: status.isFeeding)
    var next: Work? = .examples(first)
    try store.write(run: run) { insertion in
      while case .examples(let examples) = next {
        try insertion.insert(examples)
        transaction.add(examples)
        next = transaction.isFull(isFeeding: status.isFeeding) ? nil : finished.pop(until: transaction.deadline)
      }
    }
    ids.remove(transaction.ids)
    // Most of the write-ahead log is copied into the file while the workers process their last batches, not after the end.
    if transaction.sawLastBatch(isFeeding: status.isFeeding) { try store.checkpoint() }
    return next
  }
}
