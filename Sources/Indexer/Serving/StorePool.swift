import Foundation
import Store

/// Read-only connections to a store: each serves one question at a time, and a question waits where all are busy.
final class StorePool: Sendable {
  /// The path by which the store was named.
  let name: String
  private let stores: [AttributionStore]
  private let free: BoundedQueue<AttributionStore>

  /// Number of layers whose matrices by the store's first method are kept; 0 where there are final ones only.
  /// - Throws: `StoreError` where the file cannot be read.
  func layers() throws -> Int {
    try with { store in
      guard store.settings.layers == .all else { return 0 }
      var count = 0
      try store.forEachExample(ExampleFilter(limit: 1)) { count = try store.layerCount(exampleID: $0.id) }
      return count
    }
  }

  /// Opens a store.
  /// - Parameters:
  ///   - path: The store.
  ///   - count: Number of connections.
  /// - Throws: `StoreError` where the file is missing, foreign, newer or truncated.
  init(_ path: String, connections count: Int) throws {
    name = path
    let memory = RankingMemory()
    stores = try (0..<count).map { _ in try AttributionStore.openForReading(at: URL(fileURLWithPath: path), memory: memory) }
    free = BoundedQueue(capacity: count)
    for store in stores { _ = free.push(store) }
  }

  /// Runs `body` with a connection, for somebody who may go away: then reads end with an error.
  func with<Result>(for asker: Asker, _ body: (AttributionStore) throws -> Result) throws -> Result {
    try with { store in
      try store.reading(until: { asker.hasGone }, noting: asker.note(examples:)) { try body(store) }
    }
  }

  /// Runs `body` with a connection.
  func with<Result>(_ body: (AttributionStore) throws -> Result) throws -> Result {
    guard let store = free.pop() else { preconditionFailure("the queue of connections is never closed") }
    defer { _ = free.push(store) }
    return try body(store)
  }
}
