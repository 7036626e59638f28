import Presentation
import Synchronization

/// Writes answers to standard output in the order of their rows, as soon as all before them are written. Any thread may add.
final class OrderedAnswers: Sendable {
  private struct State {
    var waiting: [Int: String] = [:]
    /// Number of the next answer to write.
    var next = 0
    /// Whether standard output took no more.
    var isBroken = false
    let sink: ByteSink
  }

  private let state = Mutex(State(sink: .standardOutput()))

  /// Number of answers that wait for others.
  var waiting: Int { state.withLock { $0.waiting.count } }
  /// Whether an answer could not be written.
  var isBroken: Bool { state.withLock { $0.isBroken } }

  /// Adds answers by the numbers of their rows, from 0, and writes all that need not wait. Blocks while the reader of the output is behind.
  /// - Throws: `QueryFailure` where standard output cannot be written to.
  func add(_ answers: [(number: Int, line: String)]) throws {
    try state.withLock { state in
      for (number, line) in answers { state.waiting[number] = line }
      do {
        while let line = state.waiting.removeValue(forKey: state.next) {
          state.next += 1
          try state.sink.write(line)
        }
        try state.sink.flush()
      } catch {
        state.isBroken = true
        throw error
      }
    }
  }
}
