import Dispatch
import Engine
import Synchronization

/// Runs texts through a model on several threads. All commands that run a model over more than a text do it here.
///
/// Who does what: the calling thread feeds texts, which are packed into batches of one length class, and waits where the threads are behind, so that
/// memory does not grow with the number of texts; each thread owns an `AttributionWorker`, runs batches, and hands them to its caller's closure. Of
/// several errors the first counts; it ends all threads at once, and nobody is left waiting.
/// A text's result depends on that text alone, bit by bit: neither on the texts of its batch nor on the number of threads.
struct BatchRunner: Sendable {
  let model: AttributionModel
  /// Threads that run the model.
  let workers: Int
  /// Whether the local matrices of each layer are kept.
  var keepsLayers = false
  /// How long a text waits for others of its length while a thread has nothing to do.
  var longestWait = Duration.seconds(1)
  /// Once it is requested, batches that no thread has begun are dropped, and no more are taken; where nil, all texts that were fed are run.
  var interruption: Interruption?

  /// Runs texts; results come as they are done, in any order.
  /// - Parameters:
  ///   - feed: Adds the texts, in the calling thread. Where the feeder answers false, it returns.
  ///   - finish: Takes a batch that is done, in the thread that ran it; false ends the run. Progress can be told from here.
  /// - Throws: The first error of `feed` or `finish`; batches that no thread has begun are dropped then.
  func run<Tag>(
    feeding feed: (BatchFeeder<Tag>) throws -> Void, finishing finish: @escaping @Sendable (FinishedBatch<Tag>) throws -> Bool
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
        do { try work(batches, finish) } catch { end(with: error) }
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

  /// Runs batches until there are no more.
  private func work<Tag>(
    _ batches: BoundedQueue<[TaggedText<Tag>]>, _ finish: @Sendable (FinishedBatch<Tag>) throws -> Bool
  ) throws {
    // The worker sets the number of threads of the library for the thread that makes it: it is made where it is used.
    let worker = model.makeWorker()
    while let texts = batches.pop() {
      if interruption?.isRequested == true { return batches.abort() }
      let start = ContinuousClock.now
      let attributions = worker.run(texts.map(\.encoding), keepLayers: keepsLayers)
      let batch = FinishedBatch(texts: texts, attributions: attributions, seconds: (ContinuousClock.now - start).inSeconds)
      if try !finish(batch) { return batches.abort() }
    }
  }
}
