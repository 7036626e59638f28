/// The first columns of a scan of `example`, in the order of the SELECT.
///
/// A scan reads columns one by one, as it needs them, and so skips most rows without creating a string.
enum ScanColumn: Int32, CaseIterable {
  case id, tokens, tokenIDs, offsets, scores, text, pair

  /// The columns for a SELECT with the given scores, NULL for an example without them.
  static func list(_ scoring: Scoring) -> String {
    allCases.map { $0 == .scores ? scores(scoring) : "example.\($0.name)" }.joined(separator: ", ")
  }

  /// The scores as floats: from the row, or decoded.
  private static func scores(_ scoring: Scoring) -> String {
    guard scoring != .inRow else { return "example.scores" }
    let bounds = "example.key * \(ScoreKey.numbers) AND example.key * \(ScoreKey.numbers) + \(ScoreKey.numbers - 1)"
    let className = scoring.className == Scoring.predicted ? "example.predicted" : "\(scoring.className)"
    return """
      decoded_scores((SELECT score.scores FROM score WHERE score.key BETWEEN \(bounds)
        AND score.window = 0 AND score.method = \(scoring.method) AND score.class = \(className)), example.tokens)
      """
  }

  /// Number of the columns, and so the index of the next one.
  static let count = Int32(allCases.count)

  private var name: String {
    switch self {
    case .id: "id"
    case .tokens: "tokens"
    case .tokenIDs: "token_ids"
    case .offsets: "offsets"
    case .scores: "scores"
    case .text: "text"
    case .pair: "pair"
    }
  }
}

extension DirectStatement {
  /// The value of a column in the current row of a scan.
  func value<Value: ColumnValue>(_ column: ScanColumn, _ type: Value.Type = Value.self) -> Value { Value.read(self, column.rawValue) }
}
