import Synchronization

/// Values that were made from files, kept as long as the files stay as they are. The values that were asked for last are kept, within a bound.
public final class FileCache<Question: Equatable & Sendable, Value: Sendable>: Sendable {
  private struct Entry {
    let question: Question
    let state: [FileState]
    let value: Value
    let bytes: Int
  }

  private let entries = Mutex<[Entry]>([])
  private let capacity: Int
  private let most: Int
  private let rest: Duration

  /// - Parameters:
  ///   - capacity: Bytes of all values that are kept.
  ///   - most: Number of values that are kept; each question is compared with those of all of them.
  ///   - rest: Where a file was changed less than this before, the value made from it is not kept.
  public init(capacity: Int, most: Int, rest: Duration) { (self.capacity, self.most, self.rest) = (capacity, most, rest) }

  /// The kept value for a question; else the one that `make` gives.
  /// - Parameters:
  ///   - question: The question.
  ///   - state: The state of the files before `make` reads them, so that a change meanwhile is noticed.
  ///   - bytes: The bytes of a new value; nil where it is not to be kept.
  ///   - make: Makes the value.
  /// - Returns: The value.
  /// - Throws: Errors of `make`, which are not kept.
  public func value(for question: Question, in state: [FileState], bytes: (Value) -> Int?, _ make: () throws -> Value) rethrows -> Value {
    let known = entries.withLock { entries -> Entry? in
      guard let place = entries.firstIndex(where: { $0.question == question }) else { return nil }
      let entry = entries.remove(at: place)
      guard entry.state == state else { return nil }
      entries.append(entry)
      return entry
    }
    if let known { return known.value }
    let isAtRest = state.allSatisfy { $0.isSettled(for: rest) }
    let value = try make()
    if isAtRest, let bytes = bytes(value), bytes <= capacity {
      keep(Entry(question: question, state: state, value: value, bytes: bytes))
    }
    return value
  }

  private func keep(_ entry: Entry) {
    entries.withLock { entries in
      entries.removeAll { $0.question == entry.question }
      entries.append(entry)
      var bytes = entries.reduce(0) { $0 + $1.bytes }
      while bytes > capacity || entries.count > most { bytes -= entries.removeFirst().bytes }
    }
  }
}
