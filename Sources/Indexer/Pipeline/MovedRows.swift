import Store
import Synchronization

/// Examples that the corpus now has in another row, until the store knows their rows.
///
/// The reading thread adds, the writer takes what there is and forgets it after its commit. The reading thread asks for a turn of the writer whenever
/// `isFull`, so that the number of rows that wait here does not grow with the corpus.
final class MovedRows: Sendable {
  /// Rows that wait before the writer is asked to write them.
  static let most = 4096

  private struct State {
    var rows: [Int64: Int] = [:]
    var added = 0
  }

  private let state = Mutex(State())

  /// Remembers the row that an example has moved to.
  /// - Returns: Whether the writer is to take a turn.
  func add(_ key: Int64, row: Int) -> Bool {
    state.withLock { state in
      state.rows[key] = row
      state.added += 1
      return state.added.isMultiple(of: Self.most)
    }
  }

  /// The row that waits for being written, if one does.
  func row(of key: Int64) -> Int? {
    state.withLock { $0.rows[key] }
  }

  /// Writes all rows that wait.
  /// - Throws: `StoreError` where the store cannot be written to.
  func write(to store: AttributionStore) throws {
    let moves = state.withLock { $0.rows.sorted { $0.key < $1.key } }
    try store.renumber(moves.map { (key: $0.key, row: $0.value) })
    state.withLock { state in
      for (key, _) in moves { state.rows[key] = nil }
    }
  }
}
