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

  /// The answer to a question, for which a thread waits as long as the asker does.
  private final class Answer: ExplanationWatcher {
    private let asker: Asker
    private let result = Mutex<Result<PackedExample, any Error>?>(nil)
    private let isThere = DispatchSemaphore(value: 0)

    init(for asker: Asker) { self.asker = asker }

    var isGiven: Bool { result.withLock { $0 != nil } }

    func expect(_ steps: Int) { asker.expect(steps: steps) }

    func did(_ steps: Int) -> Bool {
      asker.note(steps: steps)
      guard asker.hasGone else { return true }
      give(.failure(IndexerError("the text is not explained, because its asker has gone away", kind: .interrupted)))
      return false
    }

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
  /// - Parameters:
  ///   - row: The text.
  ///   - asker: Is told the steps. Where the asker goes away, the explanation ends with the next step, or does not begin.
  /// - Returns: The explained text.
  /// - Throws: `IndexerError` where the text has no result, or its asker has gone away.
  func explain(_ row: CorpusRow, for asker: Asker) throws -> PackedExample {
    let answer = Answer(for: asker)
    guard questions.push(Question(row: row, answer: answer)) else {
      throw IndexerError("the model is not running any more: start the server again", kind: .unavailable)
    }
    return try answer.take()
  }

  private static func run(_ explainer: Explainer, on runner: BatchRunner, _ questions: BoundedQueue<Question>) {
    let waiting = Mutex<[Int: Answer]>([:])
    do {
      try runner.run(watching: \.watcher) { (feeder: BatchFeeder<ExplainedRow>) in
        var number = 0
        while let question = questions.pop() {
          guard question.answer.did(0) else { continue }
          waiting.withLock { waiting in
            // What was given up has no result with which it would be taken out.
            waiting = waiting.filter { !$0.value.isGiven }
            waiting[number] = question.answer
          }
          switch explainer.pass(question.row, number: number, own: [], watcher: question.answer, to: feeder) {
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
