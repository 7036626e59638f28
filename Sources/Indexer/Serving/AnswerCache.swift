import Support
import Synchronization

/// Answers of the stores that took a while, kept as long as the stores stay as they are. Those that were asked for last are kept, within a bound.
final class AnswerCache: Sendable {
  /// The path, and names and values of the parameters. They are compared by their bytes, as labels are: an accent may be written in two ways.
  private typealias Question = [ExactString]

  private struct Entry {
    let question: Question
    let state: [FileState]
    let response: HTTPResponse
  }

  private let entries = Mutex<[Entry]>([])
  private let capacity: Int
  private let quickest: Duration
  private let rest: Duration

  /// - Parameters:
  ///   - capacity: Bytes of all answers that are kept.
  ///   - quickest: An answer that takes less time is not kept.
  ///   - rest: Where a store was changed less than this before the question, its answer is not kept.
  init(capacity: Int = 64_000_000, quickest: Duration = .milliseconds(20), rest: Duration = .milliseconds(200)) {
    (self.capacity, self.quickest, self.rest) = (capacity, quickest, rest)
  }

  /// The kept answer to a question; else the one that `make` gives.
  /// - Parameters:
  ///   - head: The request, whose path and parameters are the question.
  ///   - files: The stores whose changes end an answer's time.
  ///   - make: Makes the answer.
  /// - Returns: The answer.
  /// - Throws: Errors of `make`, which are not kept.
  func answer(to head: HTTPHead, of files: [String], _ make: () throws -> HTTPResponse) throws -> HTTPResponse {
    let question = ([head.path] + head.parameters.flatMap { [$0.name, $0.value] }).map(ExactString.init)
    // Before the answer is made: a change meanwhile is then noticed.
    let state = files.flatMap { path in ["", "-wal"].map { FileState(path: path + $0) } }
    if let known = take(question, state) { return known }
    let isAtRest = state.allSatisfy { $0.isSettled(for: rest) }
    let start = ContinuousClock.now
    let response = try make()
    if isAtRest, ContinuousClock.now - start >= quickest { keep(Entry(question: question, state: state, response: response)) }
    return response
  }

  private func take(_ question: Question, _ state: [FileState]) -> HTTPResponse? {
    entries.withLock { entries in
      guard let place = entries.firstIndex(where: { $0.question == question }) else { return nil }
      let entry = entries.remove(at: place)
      guard entry.state == state else { return nil }
      entries.append(entry)
      return entry.response
    }
  }

  private func keep(_ entry: Entry) {
    guard entry.response.body.count <= capacity / 4 else { return }
    entries.withLock { entries in
      entries.removeAll { $0.question == entry.question }
      entries.append(entry)
      var bytes = entries.reduce(0) { $0 + $1.response.body.count }
      while bytes > capacity { bytes -= entries.removeFirst().response.body.count }
    }
  }
}
