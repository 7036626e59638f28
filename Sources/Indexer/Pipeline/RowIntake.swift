import Engine
import Store

/// Reads the rows of a corpus, selects the rows to index, tokenizes them and passes them to the workers. For the reading thread.
struct RowIntake {
  let store: AttributionStore
  let tokenizer: RowTokenizer
  let status: RunStatus
  let interruption: Interruption
  let rejected: RejectedRows
  let ids: InFlightIDs
  /// The writer's queue, for requests to write the rows in `MovedRows`.
  let finished: BoundedQueue<StoreWriter.Work>
  /// Largest number of rows to read; nil for all.
  let limit: Int?
  /// Divides the rows into those of a shard and others; nil where all rows are taken.
  var shard: ShardRows?
  /// Whether signed methods explain the gold class of each text.
  let explainsGold: Bool
  var admission: RowAdmission
  /// Statistics of the gold labels.
  var labels: LabelTally

  /// Reads to the end of the corpus, to the limit, or until the run fails or is asked to stop.
  /// - Throws: The errors of reading.
  mutating func read(_ corpus: inout Corpus, into feeder: BatchFeeder<AdmittedText>) throws {
    // Also on a pipe that idles, the reading ends when another thread fails.
    let whileWaiting = { [status] in
      if status.failure != nil { throw ReadingInterrupted() }
      _ = feeder.flushIfLate()
    }
    while status.failure == nil, !interruption.isRequested, status.counts.lastRow < limit ?? .max,
      let item = try corpus.next(whileWaiting: whileWaiting)
    {
      status.update { $0.lastRow = item.place.row }
      if shard?.takes(item) == false {
        passOver(item)
        _ = feeder.flushIfLate()
        continue
      }
      guard let (row, replaces) = try admit(item) else {
        _ = feeder.flushIfLate()
        continue
      }
      guard try feed(row, replaces: replaces, to: feeder) else { return }
    }
  }

  /// Counts a row of another shard. Where its id is not known, it is counted by the shard that its row number falls to.
  private func passOver(_ item: CorpusItem) {
    status.update {
      $0.elsewhere += 1
      $0.bytes += item.place.byteCount
      $0.bytesWithoutWork += item.place.byteCount
    }
  }

  /// The row and whether it replaces a stored example; nil where the row is bad, a repeat or in the store already.
  private mutating func admit(_ item: CorpusItem) throws -> (row: CorpusRow, replaces: Bool)? {
    switch item {
    case .bad(let bad):
      rejected.add(bad, isUnreadable: true)
      return nil
    case .row(var row):
      if let objection = labels.reading.objection(
        to: &row, asSets: store.settings.problemType == .multiLabel, column: store.settings.columns.label)
      {
        rejected.add(BadRow(place: row.place, reason: objection), isUnreadable: true)
        return nil
      }
      labels.read(&row)
      switch try admission.decide(on: row) {
      case .admitted(let replaces):
        return (row, replaces)
      case .stored(let isTurn):
        if isTurn { _ = finished.push(.moves) }
        status.update {
          $0.skipped += 1
          $0.bytes += row.place.byteCount
          $0.bytesWithoutWork += row.place.byteCount
        }
      case .refused(let reason):
        rejected.add(BadRow(place: row.place, reason: reason))
      }
      return nil
    }
  }

  /// Tokenizes a row and passes its text or its windows to the workers.
  /// - Returns: False where the workers no longer accept texts.
  private func feed(_ row: CorpusRow, replaces: Bool, to feeder: BatchFeeder<AdmittedText>) throws -> Bool {
    let gold = explainsGold ? row.label.flatMap(labels.reading.classes.index(of:)) : nil
    switch tokenizer.tokenize(row) {
    case .text(let text):
      return feeder.add(text.encoding, tag: AdmittedText(row: text, replaces: replaces), gold: gold)
    case .windows(let text):
      return text.encodings.enumerated().allSatisfy { index, encoding in
        feeder.add(
          encoding, tag: AdmittedText(row: text.row, replaces: replaces, window: TextWindow(text: text, index: index, gold: gold)),
          gold: gold)
      }
    case .refused(let reason):
      try ids.refuse(row.id, row: row.place.row)
      rejected.add(BadRow(place: row.place, reason: reason))
      return true
    }
  }
}
