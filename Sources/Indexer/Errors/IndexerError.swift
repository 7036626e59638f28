import Support

/// An error that ends a run, in one sentence that tells the user what to do.
///
/// It is thrown for problems outside the program, such as a corpus that cannot be read or has no such column. A violated precondition of
/// the indexer traps instead.
struct IndexerError: Failure, Equatable {
  /// The failure, its reason and place, and a remedy.
  let description: String
  /// The kind of the failure.
  let kind: FailureKind

  init(_ description: String, kind: FailureKind = .refused) {
    (self.description, self.kind) = (description, kind)
  }

  /// The error for a corpus whose lines seem to end as on old Macs.
  static func returnsAlone(corpus: String) -> IndexerError {
    IndexerError(
      "corpus '\(corpus)' has carriage returns without line feeds in its first line: write them as line feeds (tr '\\r' '\\n' < FILE)",
      kind: .incompatible)
  }
}
