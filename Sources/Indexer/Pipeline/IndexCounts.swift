import Store

/// The counts of a run.
struct IndexCounts: Sendable, Equatable {
  /// Examples indexed by this run.
  var examples = 0
  /// Indexed examples that replaced an example with another text, pair or label.
  var replaced = 0
  /// Examples that were removed because the corpus no longer has them.
  var pruned = 0
  /// Rows that were in the store already.
  var skipped = 0
  /// Rows that could not be indexed.
  var failed = 0
  /// Rows that fall to other shards of the corpus.
  var elsewhere = 0
  /// Failed rows whose id is unknown.
  var unreadable = 0
  /// Indexed examples that were truncated at the maximum length.
  var truncated = 0
  /// Indexed examples whose text is empty or only blanks.
  var emptyTexts = 0
  /// Texts or windows with scores of Integrated Gradients that miss the difference of the logits by more than 1 %.
  var unconverged = 0
  /// Method -> number of indexed examples that the method left out.
  var omitted: [Method: Int] = [:]
  /// Tokens of the indexed examples, special ones included.
  var tokens = 0
  /// Bytes of the corpus that are finished.
  var bytes = 0
  /// Bytes of skipped and failed rows, which cost hardly any time.
  var bytesWithoutWork = 0
  /// The last row that was read.
  var lastRow = 0
}

extension IndexCounts {
  /// The methods that left out examples, with the numbers of these examples, sorted by name; all maximum flows under one name, since they
  /// leave out the same.
  var omittedByName: [(name: String, count: Int)] {
    Dictionary(omitted.map { ($0.key.aggregate?.rawValue ?? $0.key.name, $0.value) }, uniquingKeysWith: max)
      .map { ($0.key, $0.value) }.sorted { $0.name < $1.name }
  }
}
