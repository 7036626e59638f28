import Store
import Synchronization

/// The ids that rows of this run have claimed before their examples are in the store: of rows in the pipeline, and of rows that were
/// refused. The former are kept in memory, where the queues bound their number; the latter go to a temporary file.
///
/// The reading thread adds ids, and the writer removes them after its commit, so an id that is not here either has not been read or is in
/// the store. Look here before looking in the store: in the opposite order, a commit in between would be missed.
final class InFlightIDs: Sendable {
  /// Ids of refused rows, and a filter that avoids most look-ups in the file.
  private struct Refused {
    var filter = AdmittedIDs(exponent: 20)
    let ids: SpilledIDs
  }

  private struct State {
    /// Bytes instead of strings: two spellings of one accented letter are two ids in a store, but equal as `String`.
    var rows: [[UInt8]: Int] = [:]
    var refused: Refused?
  }

  private let state = Mutex(State())

  /// The row that has claimed the id; nil where none has.
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

  /// Keeps the claim of a row that was refused after all, so that a later row with the same id is a repeat, whenever the refusal happens.
  /// - Throws: `StoreError` where the temporary file cannot be written to.
  func refuse(_ id: String, row: Int) throws {
    try state.withLock { state in
      if state.refused == nil { state.refused = Refused(ids: try SpilledIDs()) }
      try state.refused?.ids.insert(id, row: row)
      state.refused?.filter.insert(id)
      state.rows[Array(id.utf8)] = nil
    }
  }

  /// Removes ids that are in the store now.
  func remove(_ ids: some Sequence<String>) {
    state.withLock { state in
      for id in ids { state.rows[Array(id.utf8)] = nil }
    }
  }
}
