import Dispatch
import Engine
import Synchronization

/// Runs texts through a model on several threads. Every command that runs a model on many texts uses it.
///
/// The calling thread feeds texts, which are packed into batches of one length class; it blocks while the workers are behind, so that
/// memory does not grow with the number of texts. Each worker thread owns an `AttributionWorker`, runs batches and calls the caller's
/// closure with the results. The first error ends all threads.
///
/// The result of a text is a function of the text alone, to the last bit: it depends neither on the other texts of its batch nor on the
/// number of threads.
struct BatchRunner: Sendable {
  let model: AttributionModel
  /// Number of threads that run the model.
  let workers: Int
  /// Whether the results include the local matrices of each layer.
  var keepsLayers = false
  /// Whether the results include attributions by the model's methods; otherwise they have logits only.
  var explains = true
  /// How texts are laid out in batches.
  var packing = TextPacking.shared
  /// The processors that the threads share with others; nil for a batch on one thread, which gives the highest rate over many texts.
  var processors: IdleProcessors?
  /// Longest wait of a text for others of its length while no batch waits for a thread.
  var longestWait = Duration.seconds(1)
  /// A request to stop: batches that no thread has begun are then dropped, and no more are accepted. With nil, all texts are run.
  var interruption: Interruption?

  /// Runs texts through the model; the results come in any order.
  /// - Parameters:
  ///   - feed: Adds the texts, in the calling thread, and returns when the feeder answers false.
  ///   - finish: Takes a batch with its results, in the thread that ran the batch. It may report progress; false ends the run.
  /// - Throws: The first error of `feed` or `finish`; batches that no thread has begun are then dropped.
  func run<Tag>(
    feeding feed: (BatchFeeder<Tag>) throws -> Void, finishing finish: @escaping @Sendable (FinishedBatch<Tag>) throws -> Bool
  ) throws {
    try run(feeding: feed) { (batch: FinishedBatch<Tag>, _: inout [TaggedText<Tag>]) in try finish(batch) }
  }

  /// Runs texts through the model, some of them several times; the results come in any order.
  /// - Parameters:
  ///   - watch: Gives the watcher of a text; nil where the text has none. All texts of a batch have the same watcher, because `feeding` flushes
  ///     the feeder behind the texts of each watcher. Batches that their watcher has given up have no results.
  ///   - feed: Adds the texts, in the calling thread, and returns when the feeder answers false.
  ///   - finish: Takes a batch with its results, in the thread that ran the batch, and adds the texts that the same thread runs next. It may
  ///     report progress; false ends the run.
  /// - Throws: The first error of `feed` or `finish`; batches that no thread has begun are then dropped.
  func run<Tag>(
    watching watch: @escaping @Sendable (Tag) -> (any ExplanationWatcher)? = { _ in nil },
    feeding feed: (BatchFeeder<Tag>) throws -> Void,
    finishing finish: @escaping @Sendable (FinishedBatch<Tag>, inout [TaggedText<Tag>]) throws -> Bool
  ) throws {
    let batches = BoundedQueue<[TaggedText<Tag>]>(capacity: workers + 1)
    let failure = Mutex<(any Error)?>(nil)
    @Sendable func end(with error: any Error) {
      failure.withLock { $0 = $0 ?? error }
      batches.abort()
    }
    let working = DispatchGroup()
    for number in 1...workers {
      DispatchQueue(label: "globenc.worker.\(number)").async(group: working) {
        do { try work(batches, watch, finish) } catch { end(with: error) }
      }
    }
    do {
      let feeder = BatchFeeder(batches, for: self)
      try feed(feeder)
      _ = feeder.flush()
    } catch {
      end(with: error)
    }
    batches.close()
    working.wait()
    if let error = failure.withLock({ $0 }) { throw error }
  }

  /// Runs batches until the queue ends.
  private func work<Tag>(
    _ batches: BoundedQueue<[TaggedText<Tag>]>, _ watch: @Sendable (Tag) -> (any ExplanationWatcher)?,
    _ finish: @Sendable (FinishedBatch<Tag>, inout [TaggedText<Tag>]) throws -> Bool
  ) throws {
    // A worker sets the library's number of threads for the thread that creates it, so each thread creates its own worker.
    let worker = model.makeWorker(packing)
    while let texts = batches.pop() {
      // Texts to run again do not go through the queue: a thread that waited there could wait for itself.
      var waiting = [texts]
      while let texts = waiting.popLast() {
        if interruption?.isRequested == true { return batches.abort() }
        let start = ContinuousClock.now
        let explanations = sharing { threads in
          worker.run(
            texts.map(\.encoding), gold: texts.map(\.gold), keepLayers: keepsLayers, explains: explains, threads: threads,
            watcher: texts.first.flatMap { watch($0.tag) })
        }
        guard let explanations else { continue }
        let batch = FinishedBatch(texts: texts, explanations: explanations, seconds: (ContinuousClock.now - start).inSeconds)
        var again: [TaggedText<Tag>] = []
        if try !finish(batch, &again) { return batches.abort() }
        waiting += packed(again)
      }
    }
  }

  private func sharing<Result>(_ body: (_ threads: Int) -> Result) -> Result { processors?.with(body) ?? body(1) }

  /// Batches of the texts.
  private func packed<Tag>(_ texts: [TaggedText<Tag>]) -> [[TaggedText<Tag>]] {
    var packer = BatchPacker<TaggedText<Tag>>()
    let full = texts.compactMap { packer.add($0, length: $0.encoding.count, rows: model.rows(forLength: $0.encoding.count, packing)) }
    return full + packer.flush()
  }
}
