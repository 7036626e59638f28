/// The first columns of a scan over `example`, in the order in which they are selected.
///
/// A scan reads what it needs of a row, one by one: it passes over most rows without a string.
enum ScanColumn: Int32, CaseIterable {
  case id, tokens, tokenIDs, offsets, scores, text, pair

  /// All of them, for a SELECT.
  static let list = allCases.map { "example.\($0.name)" }.joined(separator: ", ")
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
