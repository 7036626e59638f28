import Support
import Synchronization

/// The questions that are being answered, or wait for their turn, by the names that their askers gave them, so that an asker can be told how far the answer is.
final class RunningQuestions: Sendable {
  private static let longestName = 64
  private let askers = Mutex<[String: Asker]>([:])

  /// Answers a request; meanwhile its name, in the header `Globenc-Ask`, stands for it.
  func naming<Answer>(_ request: HTTPRequest, _ answer: () async -> Answer) async -> Answer {
    guard let name = request.head.headers["globenc-ask"], (1...Self.longestName).contains(name.utf8.count) else { return await answer() }
    askers.withLock { $0[name] = request.asker }
    defer { askers.withLock { if $0[name] === request.asker { $0[name] = nil } } }
    return await answer()
  }

  /// How far the answer to the question of that name is.
  func progress(of name: String) -> JSONOutput {
    let progress = askers.withLock { $0[name] }?.progress
    let explained = progress.flatMap { $0.expectedSteps > 0 ? $0 : nil }
    func number(_ value: Int?) -> JSONOutput { value.map(JSONOutput.integer) ?? .null }
    return .object([
      (key: "running", value: .flag(progress != nil)), (key: "waiting", value: .flag(progress?.isWaiting ?? false)),
      (key: "scan", value: number(progress?.scan)),
      (key: "examples", value: number(progress?.examples)), (key: "steps", value: number(explained?.steps)),
      (key: "of", value: number(explained?.expectedSteps)),
    ])
  }
}
