import GRDB

/// The first columns of a scan of `example`, in the order of the SELECT.
///
/// A scan reads columns one by one, as it needs them, and so skips most rows without creating a string.
enum ScanColumn: Int32, CaseIterable {
  case id, tokens, tokenIDs, offsets, scores, text, pair

  /// The columns for a SELECT with the given scores, NULL for an example without them.
  static func list(_ scoring: Scoring, in database: Database) -> String {
    allCases.map { $0 == .scores ? scoring.scores(in: database) : "example.\($0.name)" }.joined(separator: ", ")
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
  /// Whether the example in the current row of a scan has the scores of the scan, as by `Scoring.isScored`.
  var isScored: Bool { !isNull(ScanColumn.scores.rawValue) }

  /// The value of a column in the current row of a scan.
  func value<Value: ColumnValue>(_ column: ScanColumn, _ type: Value.Type = Value.self) -> Value { Value.read(self, column.rawValue) }
}
