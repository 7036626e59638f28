/// What ends a run before its time, in one sentence a user can act on.
///
/// Thrown for the outside world: a corpus that cannot be read or has no such column. A violated precondition of the indexer traps instead.
struct IndexerError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What failed, why, where, and what to do about it.
  let description: String

  init(_ description: String) {
    self.description = description
  }

  /// A corpus whose lines seem to end as they did on old Macs.
  static func returnsAlone(corpus: String) -> IndexerError {
    IndexerError(
      "corpus '\(corpus)' has carriage returns without line feeds in its first line: write them as line feeds (tr '\\r' '\\n' < FILE)")
  }
}
