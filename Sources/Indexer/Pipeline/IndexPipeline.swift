import Dispatch
import Engine
import Store

/// Takes a corpus through the model into the store.
///
/// Who does what: the calling thread reads the corpus and tokenizes (`RowIntake`); the workers of a `BatchRunner` make finished examples
/// (`ExampleFinisher`); one more thread owns the store's transactions (`StoreWriter`). Texts and examples change hands through bounded queues only. A
/// failure anywhere ends all of them, so that nobody is left waiting; a request to stop ends the reading, and what was read goes its usual way to the
/// store.
struct IndexPipeline: Sendable {
  let runner: BatchRunner
  let store: AttributionStore
  let run: RunID
  let status: RunStatus
  let interruption: Interruption
  let tokenizer: RowTokenizer
  /// Whether a changed row takes the place of the example of its id.
  let replaces: Bool
  /// Read no more than so many rows.
  let limit: Int?
  /// How gold labels are read.
  let labels: LabelTally
  /// Called for each row that cannot be indexed.
  let report: @Sendable (BadRow) -> Void

  /// What the reading told besides.
  struct Outcome {
    /// What the gold labels are like.
    var labels: LabelTally
    /// The examples of earlier runs that the corpus has.
    var seen: SeenExamples
  }

  /// Runs to the end of the corpus, or until it is asked to stop.
  /// - Returns: what was noticed while reading.
  /// - Throws: the first thing that went wrong; what had been committed before stays. Where reading fails, what was read before is still indexed.
  func run(_ corpus: inout Corpus) throws -> Outcome {
    let finished = BoundedQueue<StoreWriter.Work>(capacity: runner.workers + 1)
    let ids = InFlightIDs()
    let moved = MovedRows()
    let rejected = RejectedRows(status: status, report: report)
    var intake = RowIntake(
      store: store, tokenizer: tokenizer, status: status, interruption: interruption, rejected: rejected, ids: ids, finished: finished,
      limit: limit, admission: try RowAdmission(store: store, run: run, ids: ids, moved: moved, replaces: replaces), labels: labels)
    let finisher = ExampleFinisher(
      assembly: ExampleAssembly(model: runner.model), form: store.form, status: status, rejected: rejected, ids: ids)
    let writer = StoreWriter(store: store, run: run, status: status, finished: finished, ids: ids, moved: moved)
    let writing = DispatchGroup()
    DispatchQueue(label: "globenc.writer").async(group: writing) {
      do { try writer.write() } catch {
        status.fail(error)
        finished.abort()
      }
    }
    do {
      try runner.run { (feeder: BatchFeeder<AdmittedText>) in
        let reading = Result { try intake.read(&corpus, into: feeder) }
        _ = feeder.flush()
        status.endFeeding()
        do { try reading.get() } catch is ReadingInterrupted {} catch { status.fail(error) }
      } finishing: { batch in
        finished.push(.examples(try finisher.examples(of: batch)))
      }
    } catch {
      status.fail(error)
    }
    finished.close()
    writing.wait()
    if let failure = status.failure { throw failure }
    return Outcome(labels: intake.labels, seen: intake.admission.seen)
  }
}
