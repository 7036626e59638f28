import Support

/// The scores of an example that another program computed.
struct ForeignScores {
  /// Their place in messages, such as "line 3".
  let place: String
  /// The id of the example.
  let id: String
  /// The class that the scores explain; nil where the file names none.
  var className: String?
  /// `[T]`
  let scores: [Double]
  /// The logit of the class; nil where the file names none.
  var logit: Double?
}

/// A file of scores.
protocol ScoreFile {
  /// Calls `body` with the scores of each example, in the order of the file.
  /// - Throws: `IndexerError` where the file cannot be read or is not understood; errors of `body`.
  func forEach(_ body: (ForeignScores) throws -> Void) throws
}
