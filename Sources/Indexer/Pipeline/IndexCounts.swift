/// How far a run has come.
struct IndexCounts: Sendable, Equatable {
  /// Examples indexed by this run.
  var examples = 0
  /// Indexed examples that took the place of an example with another text, pair or label.
  var replaced = 0
  /// Examples removed because the corpus has them no longer.
  var pruned = 0
  /// Rows that were in the store already.
  var skipped = 0
  /// Rows that could not be indexed.
  var failed = 0
  /// Failed rows whose id is not known.
  var unreadable = 0
  /// Indexed examples that lost tokens to the maximum length.
  var truncated = 0
  /// Indexed examples whose text is empty, or blanks only.
  var emptyTexts = 0
  /// Tokens of the indexed examples, special ones included.
  var tokens = 0
  /// Bytes of the corpus that are done with.
  var bytes = 0
  /// Bytes of rows that were skipped or failed: they cost no time worth counting.
  var bytesWithoutWork = 0
  /// The last row that was read.
  var lastRow = 0
}
