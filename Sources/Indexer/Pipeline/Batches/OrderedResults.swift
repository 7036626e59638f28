import Synchronization

/// Keeps finished results until all results before them are finished. Any thread may add; one thread takes.
final class OrderedResults<Element: Sendable>: Sendable {
  private struct State {
    var waiting: [Int: Element] = [:]
    /// Number of the next result to take.
    var next = 0
  }

  private let state = Mutex(State())

  /// Adds results by their numbers, from 0.
  func add(_ results: [(number: Int, element: Element)]) {
    state.withLock { state in
      for (number, element) in results { state.waiting[number] = element }
    }
  }

  /// Takes the next result in the order; nil where it is not finished.
  func next() -> Element? {
    state.withLock { state in
      guard let element = state.waiting.removeValue(forKey: state.next) else { return nil }
      state.next += 1
      return element
    }
  }
}
