import GRDB

/// SQL expressions on a word in the current row of `example`; the first parameter of each is the word's pattern (`WordFunctions`).
struct WordColumns {
  /// The highest score of the word; NULL where it does not occur, and for an example without scores.
  let score: String
  /// The number of words with a higher score; NULL as for `score`.
  let rank: String
  /// Whether the word occurs, in an example with scores or without.
  let occurs: String

  /// - Parameters:
  ///   - scoring: The scores.
  ///   - any: Scores that every example has.
  ///   - database: The connection.
  init(_ scoring: Scoring, any: Scoring, in database: Database) {
    func columns(_ scores: String) -> String { "example.token_ids, example.offsets, \(scores), example.text, example.pair" }
    score = "word_score(?, \(columns(scoring.scores(in: database))))"
    rank = "word_rank(?, \(columns(scoring.scores(in: database))))"
    occurs = "word_score(?, \(columns(any.scores(in: database)))) IS NOT NULL"
  }
}
