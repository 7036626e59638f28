import Store
import Synchronization

/// The ids that rows of this run have claimed and that the store does not have: of examples on their way there, and of rows that were read and
/// then refused. The first are bounded by the queues, the others go to a temporary file.
///
/// The reading thread adds, the writer removes after its commit; so an id that is not here has either not been read or is in the store. Look here
/// first, then in the store: the other way round, a commit in between would be missed.
final class InFlightIDs: Sendable {
  /// Ids of refused rows, and a filter that spares most others a look at them.
  private struct Refused {
    var filter = AdmittedIDs(exponent: 20)
    let ids: SpilledIDs
  }

  private struct State {
    /// Bytes rather than strings: to the store, two spellings of one accented letter are two ids; to `String` they are equal.
    var rows: [[UInt8]: Int] = [:]
    var refused: Refused?
  }

  private let state = Mutex(State())

  /// The row that holds the id, if one does.
  /// - Throws: `StoreError` where the temporary file cannot be read.
  func row(of id: String) throws -> Int? {
    try state.withLock { state in
      if let row = state.rows[Array(id.utf8)] { return row }
      guard let refused = state.refused, refused.filter.mayContain(id) else { return nil }
      return try refused.ids.row(of: id)
    }
  }

  /// Claims the id for a row.
  func add(_ id: String, row: Int) {
    state.withLock { $0.rows[Array(id.utf8)] = row }
  }

  /// Keeps the claim of a row that is refused after all, so that a later row of the same id is a repeat whenever the refusal happened to come.
  /// - Throws: `StoreError` where the temporary file cannot be written to.
  func refuse(_ id: String, row: Int) throws {
    try state.withLock { state in
      if state.refused == nil { state.refused = Refused(ids: try SpilledIDs()) }
      try state.refused?.ids.insert(id, row: row)
      state.refused?.filter.insert(id)
      state.rows[Array(id.utf8)] = nil
    }
  }

  /// Forgets ids that are in the store now.
  func remove(_ ids: some Sequence<String>) {
    state.withLock { state in
      for id in ids { state.rows[Array(id.utf8)] = nil }
    }
  }
}
