/// The first columns of a scan over `example`, in the order in which they are selected.
///
/// A scan reads what it needs of a row, one by one: it passes over most rows without a string.
enum ScanColumn: Int32, CaseIterable {
  case id, tokens, tokenIDs, offsets, scores, text, pair

  /// All of them, for a SELECT, with some scores, NULL for an example without such scores.
  static func list(_ scoring: Scoring) -> String {
    allCases.map { $0 == .scores ? scores(scoring) : "example.\($0.name)" }.joined(separator: ", ")
  }

  /// The scores as floats: those in the row, or decoded ones.
  private static func scores(_ scoring: Scoring) -> String {
    guard scoring != .inRow else { return "example.scores" }
    let bounds = "example.key * \(ScoreKey.numbers) AND example.key * \(ScoreKey.numbers) + \(ScoreKey.numbers - 1)"
    let className = scoring.className == Scoring.predicted ? "example.predicted" : "\(scoring.className)"
    return """
      decoded_scores((SELECT score.scores FROM score WHERE score.key BETWEEN \(bounds)
        AND score.window = 0 AND score.method = \(scoring.method) AND score.class = \(className)), example.tokens)
      """
  }

  /// How many they are: the place of the next column.
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
  /// The value in a column of a scan.
  func value<Value: ColumnValue>(_ column: ScanColumn, _ type: Value.Type = Value.self) -> Value { Value.read(self, column.rawValue) }
}
