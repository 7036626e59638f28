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
      guard case .examples(let first) = work else {
        try moved.write(to: store)
        next = finished.pop()
        continue
      }
      var transaction = OpenTransaction(isFeeding: status.isFeeding)
      var pending: [EncodedExample]? = first
      next = nil
      try store.write(run: run) {
        if pending == nil, !transaction.isFull(isFeeding: status.isFeeding) {
          switch finished.pop(until: .now() + OpenTransaction.longestPause) {
          case .element(.examples(let examples)): pending = examples
          case .element(.moves): next = .moves
          case .nothing, .ended: break
          }
        }
        defer { pending = nil }
        if let pending { transaction.add(pending) }
        return pending
      }
      ids.remove(transaction.ids)
      // Most of the log goes into the file while the workers are still at their last batches, not when everybody waits for it.
      if transaction.sawLastBatch(isFeeding: status.isFeeding) { try store.checkpoint() }
      if next == nil { next = finished.pop() }
    }
    try moved.write(to: store)
  }
}
