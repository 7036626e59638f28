import Dispatch
import Synchronization

/// The results of `body(0)` to `body(count - 1)`, computed on all processors. Of several errors, it throws the one of the lowest index.
func concurrently<Result: Sendable>(_ count: Int, _ body: @Sendable (Int) throws -> Result) throws -> [Result] {
  let results = Mutex<[Int: Swift.Result<Result, any Error>]>([:])
  DispatchQueue.concurrentPerform(iterations: count) { index in
    let result = Swift.Result { try body(index) }
    results.withLock { $0[index] = result }
  }
  return try results.withLock { finished in try finished.sorted { $0.key < $1.key }.map { try $0.value.get() } }
}
