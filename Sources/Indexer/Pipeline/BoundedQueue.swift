import Dispatch
import Synchronization

/// Hands elements from some threads to others, first in, first out. Whoever is too quick waits, so that memory does not grow with the corpus.
///
/// Any thread may call any method. `close` ends the queue once it is empty; `abort` ends it at once and drops what is in it.
final class BoundedQueue<Element: Sendable>: Sendable {
  private struct State {
    var elements: [Element] = []
    var head = 0
    var isClosed = false
    var isAborted = false
  }

  private let state = Mutex(State())
  /// One for each free place. Starts at 0 and is signalled up: Dispatch traps where a semaphore dies below its initial value.
  private let places = DispatchSemaphore(value: 0)
  /// One for each element, and one more once the queue has ended, passed on from each waiting reader to the next.
  private let available = DispatchSemaphore(value: 0)

  init(capacity: Int) {
    precondition(capacity > 0, "a queue of \(capacity) places")
    for _ in 0..<capacity { places.signal() }
  }

  /// Appends an element, waiting for a free place.
  /// - Returns: false, without appending, where the queue was aborted.
  /// - Precondition: the queue is not closed.
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

  /// What a wait for an element came to.
  enum Popped {
    case element(Element)
    /// Nothing came in time.
    case nothing
    /// Nothing will come any more.
    case ended
  }

  /// Takes the oldest element, waiting for one; nil once the queue has ended.
  func pop() -> Element? {
    available.wait()
    return take()
  }

  /// Takes the oldest element, waiting until `deadline` for one.
  func pop(until deadline: DispatchTime) -> Popped {
    guard available.wait(timeout: deadline) == .success else { return .nothing }
    return take().map(Popped.element) ?? .ended
  }

  /// Whether nothing is in it at the moment.
  var isEmpty: Bool { state.withLock { $0.head == $0.elements.count } }

  /// Takes the oldest element; nil once the queue has ended.
  /// - Precondition: `available` was waited for.
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

  /// Says that nothing more is coming; what is in the queue can still be taken.
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
