import Foundation

/// A row of `run`.
struct RunFields: SealedRow {
  static let table = "run"

  /// Nil before writing.
  var id: Int64?
  var toolVersion = "unknown"
  var backend = "unknown"
  var instructionSet = "unknown"
  var corpus = "unknown"
  var workers = 0
  /// Seconds since 1970.
  var startedAt = 0.0
  /// Seconds since 1970.
  var finishedAt: Double?
  var isInterrupted = false
  var examples = 0
  var skipped = 0
  var failed = 0
  var truncated = 0
  var tokens = 0
  /// `RunInfo.Audit` as JSON.
  var audit: String?
  var checksum: Int64?

  mutating func visit(_ columns: inout some ColumnVisitor) {
    columns.column("id", &id, .checksum)
    columns.column("tool_version", &toolVersion, .checksum)
    columns.column("backend", &backend, .checksum)
    columns.column("instruction_set", &instructionSet, .checksum)
    columns.column("corpus", &corpus, .checksum)
    columns.column("workers", &workers, .checksum)
    columns.column("started_at", &startedAt, .checksum)
    columns.column("finished_at", &finishedAt, .checksum)
    columns.column("interrupted", &isInterrupted, .checksum)
    columns.column("examples", &examples, .checksum)
    columns.column("skipped", &skipped, .checksum)
    columns.column("failed", &failed, .checksum)
    columns.column("truncated", &truncated, .checksum)
    columns.column("tokens", &tokens, .checksum)
    columns.column("audit", &audit, .checksum)
    columns.column("checksum", &checksum, [])
  }
}

extension RunFields {
  /// The row of a run at its beginning.
  init(beginning info: RunInfo) {
    self.init(
      toolVersion: info.toolVersion, backend: info.backend, instructionSet: info.instructionSet, corpus: info.corpus, workers: info.workers,
      startedAt: info.startedAt.timeIntervalSince1970)
  }

  /// The record for callers.
  var info: RunInfo {
    RunInfo(
      toolVersion: toolVersion, backend: backend, instructionSet: instructionSet, corpus: corpus, workers: workers,
      startedAt: Date(timeIntervalSince1970: startedAt), finishedAt: finishedAt.map(Date.init(timeIntervalSince1970:)),
      isInterrupted: isInterrupted, examples: examples, skipped: skipped, failed: failed, truncated: truncated, tokens: tokens,
      audit: audit.flatMap { try? JSONDecoder().decode(RunInfo.Audit.self, from: Data($0.utf8)) })
  }
}
