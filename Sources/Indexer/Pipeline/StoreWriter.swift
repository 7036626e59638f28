import Dispatch
import Store

/// Writes finished examples into the store as they come, many of them in a transaction, in which each total is touched once. For the writer's thread.
struct StoreWriter: Sendable {
  /// What the writer is handed.
  enum Work {
    case examples([EncodedExample])
    /// To write the rows that wait in `MovedRows`.
    case moves
  }

  let store: AttributionStore
  let run: RunID
  let status: RunStatus
  let finished: BoundedQueue<Work>
  let ids: InFlightIDs
  let moved: MovedRows

  /// Writes until there is no more. Where nothing comes, what has come is committed at once.
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

  /// Writes examples, and those that come while their transaction is open.
  /// - Returns: Work of another kind, which ended the transaction.
  private func commit(_ first: [EncodedExample]) throws -> Work? {
    var transaction = OpenTransaction(isFeeding: status.isFeeding)
    var next: Work? = .examples(first)
    try store.write(run: run) { insertion in
      while case .examples(let examples) = next {
        try insertion.insert(examples)
        transaction.add(examples)
        next = transaction.isFull(isFeeding: status.isFeeding) ? nil : finished.pop(until: transaction.deadline).element
      }
    }
    ids.remove(transaction.ids)
    // Most of the log goes into the file while the workers are still at their last batches, not when everybody waits for it.
    if transaction.sawLastBatch(isFeeding: status.isFeeding) { try store.checkpoint() }
    return next
  }
}
