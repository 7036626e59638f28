import Dispatch
import Engine
import Store

/// Takes a corpus through the model into the store.
///
/// Who does what: the calling thread reads the corpus, tokenizes and packs; each worker thread owns an `AttributionWorker` and makes finished
/// examples of batches; one writer thread owns the store's transactions. Batches and examples change hands through bounded queues only. A failure
/// anywhere aborts both queues, so that nobody is left waiting; a request to stop ends the reading, and what was read goes its usual way to the store.
struct IndexPipeline: Sendable {
  let model: AttributionModel
  let store: AttributionStore
  let run: RunID
  let status: RunStatus
  let interruption: Interruption
  let workers: Int
  let encoder: RowEncoder
  let keepLayers: Bool
  /// Whether a changed row takes the place of the example of its id.
  let replaces: Bool
  /// Read no more than so many rows.
  let limit: Int?
  /// Called for each row that cannot be indexed.
  let report: @Sendable (BadRow) -> Void

  private typealias Batch = [EncodedRow]

  /// What the reading told besides.
  struct Outcome {
    /// What the gold labels are like.
    var labels: LabelTally
    /// The examples of earlier runs that the corpus has.
    var seen: SeenExamples
  }

  /// Runs to the end of the corpus, or until it is asked to stop.
  /// - Returns: what was noticed while reading.
  /// - Throws: the first thing that went wrong; what had been committed before stays.
  func run(_ corpus: inout Corpus) throws -> Outcome {
    var labels = LabelTally(LabelMapping(model: model))
    let batches = BoundedQueue<Batch>(capacity: workers + 1)
    let finished = BoundedQueue<[EncodedExample]>(capacity: workers + 1)
    let ids = InFlightIDs()
    var admission = try RowAdmission(store: store, run: run, ids: ids, labels: LabelMapping(model: model), replaces: replaces)
    let working = DispatchGroup()
    let writing = DispatchGroup()
    for number in 1...workers {
      DispatchQueue(label: "globenc.worker.\(number)").async(group: working) { work(batches, finished) }
    }
    DispatchQueue(label: "globenc.writer").async(group: writing) {
      do {
        try write(finished, ids)
      } catch {
        status.fail(error)
        finished.abort()
        batches.abort()
      }
    }
    do {
      try read(&corpus, batches, &admission, &labels)
    } catch {
      status.fail(error)
    }
    batches.close()
    working.wait()
    finished.close()
    writing.wait()
    if let failure = status.failure { throw failure }
    return Outcome(labels: labels, seen: admission.seen)
  }

  // MARK: - The calling thread

  /// Reads, tokenizes and packs. Where reading fails, what was read before is still indexed.
  private func read(
    _ corpus: inout Corpus, _ batches: BoundedQueue<Batch>, _ admission: inout RowAdmission, _ labels: inout LabelTally
  ) throws {
    var packer = BatchPacker<EncodedRow>()
    let result = Result {
      while !interruption.isRequested, status.counts.lastRow < limit ?? .max, let item = try corpus.next() {
        status.update { $0.lastRow = item.place.row }
        guard let row = try fresh(item, &admission, &labels) else { continue }
        for encoded in work(for: row) {
          let length = encoded.encoding.count
          let full = packer.add(encoded, length: length, rows: model.rows(forLength: length))
          if let full, !batches.push(full) { return }
        }
      }
    }
    for batch in packer.flush() where !batches.push(batch) { break }
    status.endFeeding()
    do { try result.get() } catch is ReadingInterrupted {}
  }

  /// The row, unless it is bad, a repeat, or in the store already.
  private func fresh(_ item: CorpusItem, _ admission: inout RowAdmission, _ labels: inout LabelTally) throws -> CorpusRow? {
    switch item {
    case .bad(let bad):
      reject(bad)
      status.update { $0.unreadable += 1 }
      return nil
    case .row(let row):
      if let label = row.label { labels.add(label) }
      switch try admission.decide(on: row) {
      case .fresh:
        return row
      case .changed:
        var row = row
        row.replaces = true
        return row
      case .stored:
        status.update {
          $0.skipped += 1
          $0.bytes += row.place.byteCount
          $0.bytesWithoutWork += row.place.byteCount
        }
      case .refused(let reason):
        reject(BadRow(place: row.place, reason: reason))
      }
      return nil
    }
  }

  /// The row's text or its windows; nothing where no store can hold them.
  private func work(for row: CorpusRow) -> [EncodedRow] {
    switch encoder.encode(row) {
    case .text(let encoded): return [encoded]
    case .windows(let text): return text.rows
    case .refused(let reason):
      // The id stays claimed, so that a later row of the same id is a repeat.
      reject(BadRow(place: row.place, reason: reason))
      return []
    }
  }

  private func reject(_ bad: BadRow) {
    report(bad)
    status.update {
      $0.failed += 1
      $0.bytes += bad.place.byteCount
      $0.bytesWithoutWork += bad.place.byteCount
    }
  }

  // MARK: - The workers' threads

  private func work(_ batches: BoundedQueue<Batch>, _ finished: BoundedQueue<[EncodedExample]>) {
    // The worker sets the number of threads of the library for its own thread: it is made where it is used.
    let worker = model.makeWorker()
    let assembly = ExampleAssembly(model: model)
    while let batch = batches.pop() {
      let attributions = worker.run(batch.map(\.encoding), keepLayers: keepLayers)
      var examples: [EncodedExample] = []
      for (encoded, attribution) in zip(batch, attributions) {
        switch assembly.finish(encoded, attribution, form: store.form) {
        case .waiting: continue
        case .notFinite:
          // The id stays claimed, so that a later row of the same id is a repeat whenever this batch happens to be done.
          reject(BadRow(place: encoded.row.place, reason: "the model's result is not finite"))
        case .example(var example):
          example.replaces = encoded.row.replaces
          examples.append(example)
          status.update { counts in
            counts.examples += 1
            counts.replaced += encoded.row.replaces ? 1 : 0
            counts.tokens += example.tokenCount
            counts.truncated += encoded.encoding.isTruncated ? 1 : 0
            counts.bytes += encoded.row.place.byteCount
          }
        }
      }
      if !finished.push(examples) { return }
    }
  }

  // MARK: - The writer's thread

  /// Writes examples as they come, many of them in a transaction, in which each total is touched once.
  private func write(_ finished: BoundedQueue<[EncodedExample]>, _ ids: InFlightIDs) throws {
    while let first = finished.pop() {
      var transaction = OpenTransaction(isFeeding: status.isFeeding)
      var next: [EncodedExample]? = first
      try store.write(run: run) {
        if next == nil, !transaction.isFull(isFeeding: status.isFeeding) { next = finished.pop() }
        defer { next = nil }
        if let next { transaction.add(next) }
        return next
      }
      ids.remove(transaction.ids)
      // Most of the log goes into the file while the workers are still at their last batches, not when everybody waits for it.
      if transaction.sawLastBatch(isFeeding: status.isFeeding) { try store.checkpoint() }
    }
  }
}

/// What has been written in a transaction and is not committed yet.
private struct OpenTransaction {
  /// The ids of its examples.
  private(set) var ids: [String] = []
  private let start = ContinuousClock.now
  private let beganBefore: Bool

  init(isFeeding: Bool) {
    beganBefore = isFeeding
  }

  /// Whether it is time to commit: by number, so that what is kept of each example is bounded; by time, so that little is lost with the power;
  /// and once the last batch is in the queue, so that most of the totals are added up while the workers are still at what is left.
  func isFull(isFeeding: Bool) -> Bool {
    ids.count >= 8192 || ContinuousClock.now - start >= .seconds(5) || sawLastBatch(isFeeding: isFeeding)
  }

  /// Whether it is the one in which the last batch came into the queue.
  func sawLastBatch(isFeeding: Bool) -> Bool { beganBefore && !isFeeding }

  mutating func add(_ examples: [EncodedExample]) {
    ids += examples.lazy.map(\.id)
  }
}
