import Synchronization

/// Results that are done, until those before them are. Any thread may add; one takes.
final class OrderedResults<Element: Sendable>: Sendable {
  private struct State {
    var waiting: [Int: Element] = [:]
    /// The number of the one to be taken next.
    var next = 0
  }

  private let state = Mutex(State())

  /// Adds results by their numbers, from 0.
  func add(_ results: [(number: Int, element: Element)]) {
    state.withLock { state in
      for (number, element) in results { state.waiting[number] = element }
    }
  }

  /// Takes the result whose turn it is; nil where it is not done.
  func next() -> Element? {
    state.withLock { state in
      guard let element = state.waiting.removeValue(forKey: state.next) else { return nil }
      state.next += 1
      return element
    }
  }
}
