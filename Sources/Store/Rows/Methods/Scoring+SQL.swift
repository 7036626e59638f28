import GRDB

extension Scoring {
  /// The scores of the current row of `example`, as SQL: 4-byte floats, NULL for an example without such scores, and no bytes where they are
  /// damaged.
  func scores(in database: Database) -> String {
    if self == .inRow { return "example.scores" }
    // A damaged number of tokens must not take memory.
    if self == .zeros { return "zeroblob(4 * max(min(example.tokens, length(example.token_ids)), 0))" }
    return "decoded_scores((SELECT score.scores FROM score WHERE \(condition(in: database))), example.tokens)"
  }

  /// The rule, as SQL, by which the current row of `example` has such scores: an example without them is in no slice of a query that needs
  /// them. Nil where every example has them.
  func isScored(in database: Database) -> String? {
    self == .inRow || self == .zeros ? nil : "EXISTS (SELECT 1 FROM score WHERE \(condition(in: database)))"
  }

  /// A condition for the row of `score`.
  private func condition(in database: Database) -> String {
    let isJoined = database.isJoined
    let key = isJoined ? "local" : "key"
    let first = "example.\(key) * \(ScoreKey.numbers)"
    return """
      \(isJoined ? "score.part = example.part AND " : "")score.\(key) BETWEEN \(first) AND \(first) + \(ScoreKey.numbers - 1) AND score.window = 0 AND score.method = \(method)
        AND score.class = \(className(predicted: "example.predicted", gold: "example.label"))
      """
  }

  /// A condition for the rows of `slice` of the examples that have such scores. Of each example's own class there are several rows.
  var sliceCondition: String { "method = \(method) AND class = \(className(predicted: "predicted", gold: "gold"))" }

  private func className(predicted: String, gold: String) -> String {
    switch className {
    case Self.predicted: predicted
    case Self.gold: gold
    default: "\(className)"
    }
  }
}
