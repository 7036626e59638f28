import Foundation
import Store
import Support

/// The output of one run of the indexer.
struct RunReport {
  private let run: RunInfo

  /// Creates the output of a run.
  init(_ run: RunInfo) { self.run = run }

  /// All fields; times are in ISO 8601, UTC.
  var json: JSONOutput {
    let audit = run.audit.map { audit in
      JSONOutput.object(
        [
          (key: "examples", value: .cell(.integer(audit.examples))), (key: "label_agreement", value: .cell(Cell(audit.labelAgreement))),
          (key: "mean_spearman", value: .cell(.double(audit.meanSpearman))),
          (key: "lowest_spearman", value: .cell(.double(audit.lowestSpearman))),
          (key: "largest_confidence_difference", value: .cell(Cell(audit.largestConfidenceDifference))),
        ] + (audit.methods.map { [(key: "methods", value: Self.json($0))] } ?? []))
    }
    return .object([
      (key: "tool_version", value: .cell(.text(run.toolVersion))), (key: "backend", value: .cell(.text(run.backend))),
      (key: "instruction_set", value: .cell(.text(run.instructionSet))), (key: "corpus", value: .cell(.text(run.corpus))),
      (key: "workers", value: .cell(.integer(run.workers))), (key: "started_at", value: .cell(.text(Self.time(run.startedAt)))),
      (key: "finished_at", value: .cell(Cell(run.finishedAt.map(Self.time)))), (key: "interrupted", value: .cell(.flag(run.isInterrupted))),
      (key: "examples", value: .cell(.integer(run.examples))), (key: "skipped", value: .cell(.integer(run.skipped))),
      (key: "failed", value: .cell(.integer(run.failed))), (key: "truncated", value: .cell(.integer(run.truncated))),
      (key: "tokens", value: .cell(.integer(run.tokens))), (key: "audit", value: audit ?? .cell(.null)),
    ])
  }

  private static func json(_ agreements: [RunInfo.Audit.Agreement]) -> JSONOutput {
    .array(
      agreements.map { agreement in
        .object([
          (key: "method", value: .cell(.text(agreement.method.name))),
          (key: "aggregate", value: .cell(Cell(agreement.method.aggregate?.rawValue))),
          (key: "mean_spearman", value: .cell(.double(agreement.meanSpearman))),
          (key: "lowest_spearman", value: .cell(.double(agreement.lowestSpearman))),
        ])
      })
  }

  /// A table with a row for each run.
  static func table(of runs: [RunInfo]) -> Table {
    Table(
      columns: ["started (UTC)", "seconds", "corpus", "examples", "skipped", "failed", "tokens", "workers", "version", "end"],
      rows: runs.map { run in
        let seconds = run.finishedAt.map { String(format: "%.1f", $0.timeIntervalSince(run.startedAt)) }
        let end = run.finishedAt == nil ? "not finished" : run.isInterrupted ? "interrupted" : "done"
        return [
          .text(time(run.startedAt)), Cell(seconds), .text(run.corpus), .integer(run.examples), .integer(run.skipped),
          .integer(run.failed), .integer(run.tokens), .integer(run.workers), .text(run.toolVersion), .text(end),
        ]
      })
  }

  private static func time(_ date: Date) -> String { date.ISO8601Format() }
}
