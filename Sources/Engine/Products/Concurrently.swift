import Dispatch
import Synchronization

/// `body(0)...body(count - 1)`, on all processors; of several errors, that of the lowest index.
func concurrently<Result: Sendable>(_ count: Int, _ body: @Sendable (Int) throws -> Result) throws -> [Result] {
  let results = Mutex<[Int: Swift.Result<Result, any Error>]>([:])
  DispatchQueue.concurrentPerform(iterations: count) { index in
    let result = Swift.Result { try body(index) }
    results.withLock { $0[index] = result }
  }
  return try results.withLock { finished in try finished.sorted { $0.key < $1.key }.map { try $0.value.get() } }
}
