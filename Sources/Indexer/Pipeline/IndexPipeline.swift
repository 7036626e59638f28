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
  /// How gold labels are read.
  let labels: LabelTally
  /// Called for each row that cannot be indexed.
  let report: @Sendable (BadRow) -> Void

  private typealias Batch = [EncodedRow]

  /// What the writer is handed.
  private enum Work {
    case examples([EncodedExample])
    /// To write the rows that wait in `MovedRows`.
    case moves
  }

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
    var labels = labels
    let batches = BoundedQueue<Batch>(capacity: workers + 1)
    let finished = BoundedQueue<Work>(capacity: workers + 1)
    let ids = InFlightIDs()
    let moved = MovedRows()
    var admission = try RowAdmission(store: store, run: run, ids: ids, moved: moved, replaces: replaces)
    let working = DispatchGroup()
    let writing = DispatchGroup()
    for number in 1...workers {
      DispatchQueue(label: "globenc.worker.\(number)").async(group: working) {
        do {
          try work(batches, finished, ids)
        } catch {
          status.fail(error)
          finished.abort()
          batches.abort()
        }
      }
    }
    DispatchQueue(label: "globenc.writer").async(group: writing) {
      do {
        try write(finished, ids, moved)
      } catch {
        status.fail(error)
        finished.abort()
        batches.abort()
      }
    }
    do {
      try read(&corpus, BatchFeeder(batches, rows: model.rows(forLength:)), finished, ids, &admission, &labels)
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
    _ corpus: inout Corpus, _ feeder: BatchFeeder, _ finished: BoundedQueue<Work>, _ ids: InFlightIDs, _ admission: inout RowAdmission,
    _ labels: inout LabelTally
  ) throws {
    let result = Result {
      while !interruption.isRequested, status.counts.lastRow < limit ?? .max,
        let item = try corpus.next(whileWaiting: { _ = feeder.flushIfLate() })
      {
        status.update { $0.lastRow = item.place.row }
        guard let row = try fresh(item, finished, &admission, &labels) else {
          _ = feeder.flushIfLate()
          continue
        }
        guard feeder.add(try work(for: row, ids)) else { return }
      }
    }
    _ = feeder.flush()
    status.endFeeding()
    do { try result.get() } catch is ReadingInterrupted {}
  }

  /// The row, unless it is bad, a repeat, or in the store already.
  private func fresh(
    _ item: CorpusItem, _ finished: BoundedQueue<Work>, _ admission: inout RowAdmission, _ labels: inout LabelTally
  ) throws -> CorpusRow? {
    switch item {
    case .bad(let bad):
      reject(bad)
      status.update { $0.unreadable += 1 }
      return nil
    case .row(var row):
      if let objection = labels.reading.objection(
        to: &row, asSets: store.settings.problemType == .multiLabel, column: store.settings.columns.label)
      {
        reject(BadRow(place: row.place, reason: objection))
        status.update { $0.unreadable += 1 }
        return nil
      }
      labels.read(&row)
      switch try admission.decide(on: row) {
      case .fresh:
        return row
      case .changed:
        row.replaces = true
        return row
      case .stored(let isTurn):
        if isTurn { _ = finished.push(.moves) }
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
  private func work(for row: CorpusRow, _ ids: InFlightIDs) throws -> [EncodedRow] {
    switch encoder.encode(row) {
    case .text(let encoded): return [encoded]
    case .windows(let text): return text.rows
    case .refused(let reason):
      try ids.refuse(row.id, row: row.place.row)
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

  private func work(_ batches: BoundedQueue<Batch>, _ finished: BoundedQueue<Work>, _ ids: InFlightIDs) throws {
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
          try ids.refuse(encoded.row.id, row: encoded.row.place.row)
          reject(BadRow(place: encoded.row.place, reason: "the model's result is not finite"))
        case .example(var example):
          example.replaces = encoded.row.replaces
          examples.append(example)
          status.update { counts in
            counts.examples += 1
            counts.replaced += encoded.row.replaces ? 1 : 0
            counts.tokens += example.tokenCount
            counts.emptyTexts += encoded.row.isEmpty ? 1 : 0
            counts.truncated += encoded.encoding.isTruncated ? 1 : 0
            counts.bytes += encoded.row.place.byteCount
          }
        }
      }
      if !finished.push(.examples(examples)) { return }
    }
  }

  // MARK: - The writer's thread

  /// Writes examples as they come, many of them in a transaction, in which each total is touched once. Where nothing comes, what has come is
  /// committed at once.
  private func write(_ finished: BoundedQueue<Work>, _ ids: InFlightIDs, _ moved: MovedRows) throws {
    var next = finished.pop()
    while let work = next {
      guard case .examples(let first) = work else {
        try moved.write(to: store)
        next = finished.pop()
        continue
      }
      var transaction = OpenTransaction(isFeeding: status.isFeeding)
      var pending: [EncodedExample]? = first
      next = nil
      try store.write(run: run) {
        if pending == nil, !transaction.isFull(isFeeding: status.isFeeding) {
          switch finished.pop(until: .now() + OpenTransaction.longestPause) {
          case .element(.examples(let examples)): pending = examples
          case .element(.moves): next = .moves
          case .nothing, .ended: break
          }
        }
        defer { pending = nil }
        if let pending { transaction.add(pending) }
        return pending
      }
      ids.remove(transaction.ids)
      // Most of the log goes into the file while the workers are still at their last batches, not when everybody waits for it.
      if transaction.sawLastBatch(isFeeding: status.isFeeding) { try store.checkpoint() }
      if next == nil { next = finished.pop() }
    }
    try moved.write(to: store)
  }
}
