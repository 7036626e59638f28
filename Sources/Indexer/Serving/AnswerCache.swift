import Support

/// Answers of the stores that took a while, kept as long as the stores stay as they are. Those that were asked for last are kept, within a bound.
final class AnswerCache: Sendable {
  /// The path, and names and values of the parameters. They are compared by their bytes, as labels are: an accent may be written in two ways.
  private typealias Question = [ExactString]

  /// A question has 16 kB at most.
  private static let most = 1000

  private let cache: FileCache<Question, HTTPResponse>
  private let capacity: Int
  private let quickest: Duration

  /// - Parameters:
  ///   - capacity: Bytes of all answers that are kept.
  ///   - quickest: An answer that takes less time is not kept.
  ///   - rest: Where a store was changed less than this before the question, its answer is not kept.
  init(capacity: Int = 64_000_000, quickest: Duration = .milliseconds(20), rest: Duration = .milliseconds(200)) {
    (self.capacity, self.quickest) = (capacity, quickest)
    cache = FileCache(capacity: capacity, most: Self.most, rest: rest)
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
    let state = files.flatMap { path in ["", "-wal"].map { FileState(path: path + $0) } }
    let start = ContinuousClock.now
    return try cache.value(
      for: question, in: state,
      bytes: { [capacity, quickest] response in
        let isSlow = ContinuousClock.now - start >= quickest
        return isSlow && response.body.count <= capacity / 4 ? response.body.count : nil
      }, make)
  }
}
