import Dispatch
import Foundation
import Synchronization

/// A value for each key, computed on all processors, once for equal keys.
/// - Parameters:
///   - keys: The keys.
///   - body: Computes a value; it gets the place of the first of equal keys.
/// - Returns: The values in the order of the keys.
/// - Throws: The error of `body` with the lowest place.
public func concurrently<Key: Hashable, Result: Sendable>(
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

/// The results of `body(0)` to `body(count - 1)`, computed on all processors.
/// - Parameters:
///   - count: Number of results.
///   - body: Computes a result.
/// - Returns: The results by index.
/// - Throws: Of several errors of `body`, the one of the lowest index.
public func concurrently<Result: Sendable>(_ count: Int, _ body: @Sendable (Int) throws -> Result) throws -> [Result] {
  let results = Mutex<[Int: Swift.Result<Result, any Error>]>([:])
  DispatchQueue.concurrentPerform(iterations: count) { index in
    let result = Swift.Result { try body(index) }
    results.withLock { $0[index] = result }
  }
  return try results.withLock { finished in try finished.sorted { $0.key < $1.key }.map { try $0.value.get() } }
}

/// The results of `body` for each element, computed on all processors: the elements are shared out in equal runs, because one of them is too little
/// work to be handed to a processor.
/// - Parameters:
///   - elements: The elements.
///   - body: Computes a result.
/// - Returns: The results in the order of the elements.
public func concurrently<Element: Sendable, Result: Sendable>(forEach elements: [Element], _ body: @Sendable (Element) -> Result)
  -> [Result]
{
  let parts = ProcessInfo.processInfo.activeProcessorCount
  guard parts > 1, elements.count >= 1024 else { return elements.map(body) }
  let results = Mutex<[Int: [Result]]>([:])
  DispatchQueue.concurrentPerform(iterations: parts) { part in
    let run = elements.count * part / parts..<elements.count * (part + 1) / parts
    let computed = elements[run].map(body)
    results.withLock { $0[part] = computed }
  }
  return results.withLock { finished in (0..<parts).flatMap { finished[$0] ?? [] } }
}
