import Synchronization

/// The ids of examples that were read and are not yet in the store. Its size is bounded by the queues.
///
/// The reading thread adds, the writer removes after its commit; so an id that is not here has either not been read or is in the store. Look here
/// first, then in the store: the other way round, a commit in between would be missed.
final class InFlightIDs: Sendable {
  /// Bytes rather than strings: to the store, two spellings of one accented letter are two ids; to `String` they are equal.
  private let rows = Mutex<[[UInt8]: Int]>([:])

  /// The row that holds the id, if one does.
  func row(of id: String) -> Int? {
    rows.withLock { $0[Array(id.utf8)] }
  }

  /// Claims the id for a row.
  func add(_ id: String, row: Int) {
    rows.withLock { $0[Array(id.utf8)] = row }
  }

  /// Forgets ids that are in the store now.
  func remove(_ ids: some Sequence<String>) {
    rows.withLock { rows in
      for id in ids { rows[Array(id.utf8)] = nil }
    }
  }
}
