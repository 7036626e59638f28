import Dispatch
import Synchronization

/// A value for each key, computed once for equal keys by `body` with the place of the first of them, on all processors.
func concurrently<Key: Hashable, Result: Sendable>(
  oncePer keys: [Key], _ body: @Sendable (Int) throws -> Result
) throws -> [Result] {
  var places: [Int] = []
  var numbers: [Key: Int] = [:]
  for (place, key) in keys.enumerated() where numbers[key] == nil {
    numbers[key] = places.count
    places.append(place)
  }
  let results = try concurrently(places.count) { [places] in try body(places[$0]) }
  return keys.compactMap { key in numbers[key].map { results[$0] } }
}

/// The results of `body(0)` to `body(count - 1)`, computed on all processors. Of several errors, it throws the one of the lowest index.
func concurrently<Result: Sendable>(_ count: Int, _ body: @Sendable (Int) throws -> Result) throws -> [Result] {
  let results = Mutex<[Int: Swift.Result<Result, any Error>]>([:])
  DispatchQueue.concurrentPerform(iterations: count) { index in
    let result = Swift.Result { try body(index) }
    results.withLock { $0[index] = result }
  }
  return try results.withLock { finished in try finished.sorted { $0.key < $1.key }.map { try $0.value.get() } }
}
