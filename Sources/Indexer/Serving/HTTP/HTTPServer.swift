import FlyingSocks
import Foundation

/// Serves requests at some addresses: connections are read on Swift's threads, and answers are made on threads of their own, because a query
/// or a model keeps its thread for a while.
struct HTTPServer: Sendable {
  let listeners: [HTTPListener]
  let limits: HTTPLimits
  /// Makes an answer; called on several threads.
  let answer: @Sendable (HTTPRequest) -> HTTPResponse
  /// The answer to a request that cannot be read.
  let refuse: @Sendable (HTTPProblem) -> HTTPResponse
  private let lanes: [OperationQueue]
  /// The lane in which a request is answered, from 0; nil for one that is answered at once.
  private let lane: @Sendable (HTTPRequest) -> Int?
  private let running: RunningQuestions

  /// - Parameters:
  ///   - listeners: The addresses.
  ///   - counts: For each lane, the number of answers that are made at the same time.
  ///   - limits: The bounds of requests.
  ///   - lane: The lane of a request; nil for one that is answered at once.
  ///   - running: Takes the questions that wait in a lane, or are being answered there.
  ///   - answer: Makes an answer.
  ///   - refuse: The answer to a request that cannot be read.
  init(
    _ listeners: [HTTPListener], lanes counts: [Int], limits: HTTPLimits = HTTPLimits(),
    lane: @escaping @Sendable (HTTPRequest) -> Int?, running: RunningQuestions = RunningQuestions(),
    answer: @escaping @Sendable (HTTPRequest) -> HTTPResponse, refuse: @escaping @Sendable (HTTPProblem) -> HTTPResponse
  ) {
    (self.listeners, self.limits, self.lane, self.answer, self.refuse) = (listeners, limits, lane, answer, refuse)
    self.running = running
    lanes = counts.map { count in
      let queue = OperationQueue()
      queue.maxConcurrentOperationCount = count
      return queue
    }
  }

  /// Serves until the task is cancelled.
  func run() async throws {
    let pool = SocketPool.ePoll()
    let open = OpenConnections(limits)
    try await pool.prepare()
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await pool.run() }
      for listener in listeners {
        group.addTask {
          try await listener.run(counting: open, on: pool) { socket in
            await HTTPConnection(socket: socket, limits: limits, open: open, answer: work, refuse: refuse).serve()
          }
        }
      }
      try await group.next()
      group.cancelAll()
    }
  }

  /// Makes an answer on a thread of its lane. A lane in which too many wait takes no more.
  @Sendable private func work(_ request: HTTPRequest) async -> HTTPResponse {
    guard let number = lane(request) else { return answer(request) }
    let queue = lanes[number]
    guard queue.operationCount < limits.waiting else {
      return refuse(HTTPProblem(.unavailable, "\(limits.waiting) questions are being answered: ask again in a moment"))
    }
    return await running.naming(request) {
      await withCheckedContinuation { continuation in
        queue.addOperation {
          request.asker.begin()
          continuation.resume(returning: request.asker.hasGone ? refuse(.abandoned) : answer(request))
        }
      }
    }
  }
}
