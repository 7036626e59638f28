import Dispatch
import Synchronization
import Testing

@testable import Indexer

struct BoundedQueueTests {
  @Test func handsElementsOnInOrder() {
    let queue = BoundedQueue<Int>(capacity: 3)
    let group = DispatchGroup()
    DispatchQueue(label: "push").async(group: group) {
      for number in 0..<1_000 { _ = queue.push(number) }
      queue.close()
    }
    var taken: [Int] = []
    while let number = queue.pop() { taken.append(number) }
    group.wait()
    #expect(taken == Array(0..<1_000))
    #expect(queue.pop() == nil)
  }

  @Test func eachElementGoesToOneOfSeveralReaders() {
    let queue = BoundedQueue<Int>(capacity: 2)
    let sum = Mutex(0)
    let group = DispatchGroup()
    for reader in 0..<4 {
      DispatchQueue(label: "pop \(reader)").async(group: group) {
        while let number = queue.pop() { sum.withLock { $0 += number } }
      }
    }
    for number in 1...500 { _ = queue.push(number) }
    queue.close()
    group.wait()
    #expect(sum.withLock { $0 } == 500 * 501 / 2)
  }

  @Test func neverHoldsMoreThanItsCapacity() {
    let queue = BoundedQueue<Int>(capacity: 2)
    let pushed = Atomic<Int>(0)
    let group = DispatchGroup()
    DispatchQueue(label: "push").async(group: group) {
      for number in 0..<50 {
        _ = queue.push(number)
        pushed.add(1, ordering: .sequentiallyConsistent)
      }
      queue.close()
    }
    var taken = 0
    while queue.pop() != nil {
      taken += 1
      #expect(pushed.load(ordering: .sequentiallyConsistent) <= taken + 2)
    }
    group.wait()
  }

  @Test func aWaitWithADeadlineEndsAtTheDeadlineOrWithTheQueue() {
    let queue = BoundedQueue<Int>(capacity: 2)
    let start = ContinuousClock.now
    let early = queue.pop(until: .now() + .milliseconds(30))
    #expect(early == nil && ContinuousClock.now - start >= .milliseconds(29))
    _ = queue.push(7)
    // Even where the deadline is over.
    #expect(queue.pop(until: .now() - .seconds(1)) == 7)
    queue.close()
    #expect(queue.pop(until: .now() + .seconds(60)) == nil && ContinuousClock.now - start < .seconds(30))
    #expect(queue.pop() == nil)
  }

  @Test func abortFreesWhoeverWaits() {
    let full = BoundedQueue<Int>(capacity: 1)
    let empty = BoundedQueue<Int>(capacity: 1)
    let group = DispatchGroup()
    _ = full.push(1)
    for number in 0..<3 {
      DispatchQueue(label: "push \(number)").async(group: group) { #expect(!full.push(number)) }
      DispatchQueue(label: "pop \(number)").async(group: group) { #expect(empty.pop() == nil) }
    }
    full.abort()
    empty.abort()
    group.wait()
    #expect(full.pop() == nil)
  }
}
