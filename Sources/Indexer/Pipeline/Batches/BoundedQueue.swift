import Dispatch
import Synchronization

/// A first-in, first-out queue between threads. A thread that is too fast waits, so that memory does not grow with the corpus.
///
/// Any thread may call any method. `close` ends the queue once it is empty; `abort` ends it at once and drops its elements.
final class BoundedQueue<Element: Sendable>: Sendable {
  private struct State {
    var elements: [Element] = []
    var head = 0
    var isClosed = false
    var isAborted = false
  }

  private let state = Mutex(State())
  /// Counts free places. It starts at 0 and is signalled up, because Dispatch traps where a semaphore is released below its initial value.
  private let places = DispatchSemaphore(value: 0)
  /// Counts elements, and one more once the queue has ended, which each waiting reader passes on to the next.
  private let available = DispatchSemaphore(value: 0)

  init(capacity: Int) {
    precondition(capacity > 0, "a queue of \(capacity) places")
    for _ in 0..<capacity { places.signal() }
  }

  /// Appends an element after waiting for a free place.
  /// - Returns: False, without appending, where the queue was aborted.
  /// - Precondition: The queue is not closed.
  func push(_ element: Element) -> Bool {
    places.wait()
    let isAccepted = state.withLock { state in
      if state.isAborted { return false }
      precondition(!state.isClosed, "pushed to a closed queue")
      state.elements.append(element)
      return true
    }
    if isAccepted { available.signal() } else { places.signal() }
    return isAccepted
  }

  /// Waits for the oldest element and takes it; nil once the queue has ended.
  func pop() -> Element? {
    available.wait()
    return take()
  }

  /// Waits until `deadline` for the oldest element and takes it; nil where none arrived in time, or the queue has ended.
  func pop(until deadline: DispatchTime) -> Element? {
    available.wait(timeout: deadline) == .success ? take() : nil
  }

  /// Whether the queue has no element at the moment.
  var isEmpty: Bool { state.withLock { $0.head == $0.elements.count } }

  /// Takes the oldest element; nil once the queue has ended.
  /// - Precondition: The caller has waited for `available`.
  private func take() -> Element? {
    let element: Element? = state.withLock { state in
      guard state.head < state.elements.count else { return nil }
      let element = state.elements[state.head]
      state.head += 1
      if state.head * 2 >= state.elements.count {
        state.elements.removeFirst(state.head)
        state.head = 0
      }
      return element
    }
    if element == nil { available.signal() } else { places.signal() }
    return element
  }

  /// Ends the input; elements in the queue can still be taken.
  func close() {
    state.withLock { $0.isClosed = true }
    available.signal()
  }

  /// Ends the queue for both sides at once.
  func abort() {
    state.withLock { state in
      state.isAborted = true
      state.elements.removeAll()
      state.head = 0
    }
    available.signal()
    places.signal()
  }
}
