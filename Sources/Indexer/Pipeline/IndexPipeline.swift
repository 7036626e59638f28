import Dispatch
import Engine
import Store

/// Runs a corpus through the model and writes the results into the store.
///
/// The calling thread reads and tokenizes the corpus (`RowIntake`), the workers of a `BatchRunner` turn batches into finished examples
/// (`ExampleFinisher`), and one more thread owns the store's transactions (`StoreWriter`). Texts and examples pass from thread to thread
/// through bounded queues only. A failure in any thread ends all of them. A request to stop ends only the reading: the rows that were read
/// are still processed and written.
struct IndexPipeline: Sendable {
  let runner: BatchRunner
  let store: AttributionStore
  let run: RunID
  let status: RunStatus
  let interruption: Interruption
  let tokenizer: RowTokenizer
  /// The texts that methods leave out.
  let omissions: MethodOmissions
  /// Whether a changed row replaces the stored example with the same id.
  let replaces: Bool
  /// Largest number of rows to read; nil for all.
  let limit: Int?
  /// The shard of the corpus whose rows are indexed; nil for all rows.
  let shard: Shard?
  /// The classes that signed methods explain.
  let classes: ClassChoice
  /// The treatment of gold labels.
  let labels: LabelTally
  /// Called for each row that cannot be indexed.
  let report: @Sendable (BadRow) -> Void

  /// Findings of the reading.
  struct Outcome {
    /// Statistics of the gold labels.
    var labels: LabelTally
    /// The examples of earlier runs that occur in the corpus.
    var seen: SeenExamples
    /// The rows of the corpus that were read; nil where they are not divided into shards.
    var shard: ShardRows?
  }

  /// Runs to the end of the corpus, or until a request to stop.
  /// - Returns: The findings of the reading.
  /// - Throws: The first error; committed transactions stay. After an error of reading, the rows before it are still indexed.
  func run(_ corpus: inout Corpus) throws -> Outcome {
    let finished = BoundedQueue<StoreWriter.Work>(capacity: runner.workers + 1)
    let ids = InFlightIDs()
    let moved = MovedRows()
    let rejected = RejectedRows(status: status, report: report)
    var intake = RowIntake(
      store: store, tokenizer: tokenizer, status: status, interruption: interruption, rejected: rejected, ids: ids, finished: finished,
      limit: limit, shard: shard.map(ShardRows.init), explainsGold: classes.hasGold,
      admission: try RowAdmission(
        store: store, run: run, ids: ids, moved: moved, replaces: replaces, omissions: omissions, maxLength: tokenizer.maxLength),
      labels: labels)
    let finisher = ExampleFinisher(
      assembly: ExampleAssembly(model: runner.model, classes: classes, omissions: omissions), omissions: omissions, form: store.form,
      status: status, rejected: rejected, ids: ids)
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
        // The runner flushes, too, but the writer must know that the last batch is in the queue.
        _ = feeder.flush()
        status.endFeeding()
        do { try reading.get() } catch is ReadingInterrupted {} catch { status.fail(error) }
      } finishing: { batch, again in
        finished.push(.examples(try finisher.examples(of: batch, again: &again)))
      }
    } catch {
      status.fail(error)
    }
    finished.close()
    writing.wait()
    if let failure = status.failure { throw failure }
    return Outcome(labels: intake.labels, seen: intake.admission.seen, shard: intake.shard)
  }
}
