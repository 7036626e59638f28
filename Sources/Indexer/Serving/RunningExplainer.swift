import Dispatch
import Engine
import Store
import Support
import Synchronization

/// An explainer whose threads wait for texts. Any thread may ask; each text is a batch of its own, with no
/// more rows than it needs, so that it does not wait for others.
final class RunningExplainer: Sendable {
  let explainer: Explainer
  private let questions = BoundedQueue<Question>(capacity: 64)

  private struct Question: Sendable {
    let row: CorpusRow
    let answer: Answer
  }

  /// The answer to a question, for which a thread waits.
  private final class Answer: Sendable {
    private let result = Mutex<Result<PackedExample, any Error>?>(nil)
    private let isThere = DispatchSemaphore(value: 0)

    func give(_ new: Result<PackedExample, any Error>) {
      let isFirst = result.withLock { result in
        guard result == nil else { return false }
        result = new
        return true
      }
      if isFirst { isThere.signal() }
    }

    func take() throws -> PackedExample {
      isThere.wait()
      guard let result = result.withLock({ $0 }) else { preconditionFailure("a signal without an answer") }
      return try result.get()
    }
  }

  /// Starts the threads, which wait until the explainer is released.
  /// - Parameters:
  ///   - explainer: The explainer.
  ///   - workers: Number of texts that are explained at the same time.
  ///   - packing: `alone` for the shortest time to an answer, unless a method runs the model many times for each text.
  ///   - processors: The processors that it shares with other explainers.
  init(_ explainer: Explainer, workers: Int, packing: TextPacking, processors: IdleProcessors) {
    self.explainer = explainer
    let runner = BatchRunner(model: explainer.opened.model, workers: workers, packing: packing, processors: processors)
    let questions = questions
    DispatchQueue(label: "globenc.explain").async {
      Self.run(explainer, on: runner, questions)
    }
  }

  deinit { questions.close() }

  /// Explains a text; waits for the answer.
  /// - Throws: `IndexerError` where the text has no result.
  func explain(_ row: CorpusRow) throws -> PackedExample {
    let answer = Answer()
    guard questions.push(Question(row: row, answer: answer)) else {
      throw IndexerError("the model is not running any more: start the server again", kind: .unavailable)
    }
    return try answer.take()
  }

  private static func run(_ explainer: Explainer, on runner: BatchRunner, _ questions: BoundedQueue<Question>) {
    let waiting = Mutex<[Int: Answer]>([:])
    do {
      try runner.run { (feeder: BatchFeeder<ExplainedRow>) in
        var number = 0
        while let question = questions.pop() {
          waiting.withLock { $0[number] = question.answer }
          switch explainer.pass(question.row, number: number, own: [], to: feeder) {
          case .passed: _ = feeder.flush()
          case .refused(let reason):
            waiting.withLock { $0[number] = nil }
            question.answer.give(.failure(IndexerError("the text cannot be explained: it \(reason)")))
          case .closed: return
          }
          number += 1
        }
      } finishing: { batch, again in
        for (row, result) in explainer.finish(batch, again: &again) {
          let answer = waiting.withLock { $0.removeValue(forKey: row.number) }
          answer?.give(result.mapError { IndexerError("the text cannot be explained: \($0.reason)") })
        }
        return true
      }
    } catch {
      for answer in waiting.withLock({ $0.values.map(\.self) }) { answer.give(.failure(error)) }
      // Whoever asks from now on gets the error, too, and waits for nothing.
      while let question = questions.pop() { question.answer.give(.failure(error)) }
    }
  }
}
