import Engine
import Foundation
import Presentation
import Store
import Support

/// Rows of JSON from standard input, and an answer for each on standard output, in their order.
///
/// A batch is run when it is full, or when no row has come for `patience`. Memory does not grow with the number of rows: a reader who falls
/// behind holds up the whole filter.
struct RowFilter {
  /// Time without a further row after which the rows that are there are run.
  static let patience: Int32 = 10
  /// Longest wait of a row for others where rows trickle in, while no batch waits for a thread.
  private static let longestWait = Duration.milliseconds(50)
  /// Number of tokens after which waiting rows are run, because the answers of later rows wait for theirs.
  private static let portion = 1 << 16
  /// Number of answers that may wait for others.
  private static let mostWaiting = 1 << 14

  let explainer: Explainer
  let selection: ColumnSelection
  let workers: Int
  /// Upper bound of the tokens in an answer; nil for all.
  let limit: Int?
  let interruption: Interruption
  let console: Console

  /// Reads to the end of the input, or until a request to stop; the rows that were read are answered.
  /// - Returns: The counts, and the seconds from the first row on.
  /// - Throws: `IndexerError` where the input cannot be read, `QueryFailure` where the output cannot be written to.
  func run() throws -> (counts: IndexCounts, seconds: Double) {
    let bytes = try ByteReader(path: "-") { [interruption] in interruption.isRequested }
    let start = ContinuousClock.now
    let status = RunStatus()
    let answers = OrderedAnswers()
    let runner = BatchRunner(model: explainer.opened.model, workers: workers, longestWait: Self.longestWait)
    var reading = Result<Void, any Error>.success(())
    try runner.run { (feeder: BatchFeeder<ExplainedRow>) in
      reading = Result { try read(bytes, into: feeder, answers, status) }
    } finishing: { [explainer, limit] batch, again in
      for explanation in batch.explanations where explanation.attributions.contains(where: \.isUnconverged) {
        status.update { $0.unconverged += 1 }
      }
      try answers.add(
        explainer.finish(batch, again: &again).map { row, result in
          (row.number, Self.answer(to: row, result, explainer, limit, status))
        })
      return true
    }
    do { try reading.get() } catch is ReadingInterrupted {}
    return (status.counts, (ContinuousClock.now - start).inSeconds)
  }

  /// Reads rows, and passes them to the workers.
  private func read(_ bytes: ByteReader, into feeder: BatchFeeder<ExplainedRow>, _ answers: OrderedAnswers, _ status: RunStatus) throws {
    var reader = FilterReader(bytes, selection: selection) { [console] in console.print("globenc-index: note: \($0)") }
    let usual = bytes.patience
    bytes.whileWaiting = { [unowned bytes] in
      if answers.isBroken { throw ReadingInterrupted() }
      bytes.patience = usual
      _ = feeder.flush()
    }
    defer { bytes.whileWaiting = {} }
    var (number, tokens) = (0, 0)
    while !interruption.isRequested, let item = try reader.next() {
      switch passage(of: item, number: number, to: feeder) {
      case .closed: return
      case .passed(let count):
        tokens += count
        bytes.patience = Self.patience
      case .refused(let reason):
        status.update { $0.failed += 1 }
        try answers.add([(number, Self.line(item.own, number: item.number, error: reason))])
        _ = feeder.flushIfLate()
      }
      number += 1
      if tokens >= Self.portion {
        tokens = 0
        guard feeder.flush() else { return }
      }
      while answers.waiting > Self.mostWaiting, !answers.isBroken {
        guard feeder.flush() else { return }
        usleep(1000)
      }
    }
  }

  private func passage(of item: FilterReader.Item, number: Int, to feeder: BatchFeeder<ExplainedRow>) -> Explainer.Passage {
    switch item.row {
    case .success(let row): explainer.pass(row, number: number, own: item.own, to: feeder)
    case .failure(let problem): .refused(problem.reason)
    }
  }

  /// The answer to a row, as a line of JSON.
  private static func answer(
    to row: ExplainedRow, _ result: Result<PackedExample, Explainer.Fault>, _ explainer: Explainer, _ limit: Int?, _ status: RunStatus
  ) -> String {
    do {
      let packed = try result.get()
      let own = Set(row.own.map(\.key))
      let document = try explainer.document(packed, limit: limit).filter { !own.contains($0.key) }
      let omitted = explainer.omissions.methods(omitting: row.window?.text.longestWindow ?? packed.tokenCount)
      status.update { counts in
        for method in omitted { counts.omitted[method, default: 0] += 1 }
        counts.examples += 1
        counts.tokens += packed.tokenCount
        counts.emptyTexts += row.text.row.isEmpty ? 1 : 0
        counts.truncated += row.text.encoding.isTruncated ? 1 : 0
      }
      return JSONOutput.object(row.own + document).text + "\n"
    } catch {
      status.update { $0.failed += 1 }
      let reason = (error as? Explainer.Fault)?.reason ?? "\(error)"
      return line(row.own, number: row.text.row.place.row, error: reason)
    }
  }

  private static func line(_ own: [JSONOutput.Member], number: Int, error: String) -> String {
    JSONOutput.object(own + [(key: OwnFields.row, value: .integer(number)), (key: OwnFields.error, value: .text(error))]).text + "\n"
  }
}
