import Dispatch
import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Indexer
@testable import Store

@Suite struct StorePoolTests {
  @Test("the connections to a store share one memory of rankings, as many as ask at the same time")
  func memory() throws {
    let directory = try TemporaryDirectory()
    let url = directory.url.appendingPathComponent("pool.store")
    try StoreSamples.write((1...100).map { StoreSamples.record(row: $0) }, to: url)
    let pool = try StorePool(url.path, connections: 3)
    let query = TokenQuery(ExampleFilter(label: "negative"), units: .words, order: .contrast)
    let expected = try AttributionStore.openForReading(at: url).topTokens(query)
    let memories = try pool.with { first in
      try pool.with { second in try pool.with { third in [first, second, third].compactMap { $0.memory.map(ObjectIdentifier.init) } } }
    }
    #expect(memories.count == 3 && Set(memories).count == 1)
    let equal = Mutex(0)
    DispatchQueue.concurrentPerform(iterations: 24) { _ in
      if let found = try? pool.with({ try $0.topTokens(query) }), found == expected { equal.withLock { $0 += 1 } }
    }
    #expect(equal.withLock { $0 } == 24)
  }
}
