import Synchronization

/// Counts the connections of a server, at all of its addresses.
final class OpenConnections: Sendable {
  private let limit: Int
  private let count = Mutex(0)

  init(limit: Int) { self.limit = limit }

  /// Counts another connection, unless there are as many as there may be.
  func admit() -> Bool {
    count.withLock { count in
      guard count < limit else { return false }
      count += 1
      return true
    }
  }

  /// Counts a connection less.
  func release() { count.withLock { $0 -= 1 } }
}
