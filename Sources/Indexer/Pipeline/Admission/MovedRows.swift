import Store
import Synchronization

/// Examples that the corpus now has in another row, until their rows are written to the store.
///
/// The reading thread adds rows; the writer writes them, and forgets them after its commit. The reading thread asks the writer to do so
/// whenever `add` returns true, so that the number of rows here does not grow with the corpus.
final class MovedRows: Sendable {
  /// Number of rows at which the writer is asked to write them.
  static let most = 4096

  private struct State {
    var rows: [Int64: Int] = [:]
    var added = 0
  }

  private let state = Mutex(State())

  /// Adds the new row of an example.
  /// - Returns: Whether the writer is to be asked to write the rows.
  func add(_ key: Int64, row: Int) -> Bool {
    state.withLock { state in
      state.rows[key] = row
      state.added += 1
      return state.added.isMultiple(of: Self.most)
    }
  }

  /// The row of an example that is not written yet; nil where there is none.
  func row(of key: Int64) -> Int? {
    state.withLock { $0.rows[key] }
  }

  /// Writes all rows.
  /// - Throws: `StoreError` where the store cannot be written to.
  func write(to store: AttributionStore) throws {
    let moves = state.withLock { $0.rows.sorted { $0.key < $1.key } }
    try store.renumber(moves.map { (key: $0.key, row: $0.value) })
    state.withLock { state in
      for (key, _) in moves { state.rows[key] = nil }
    }
  }
}
