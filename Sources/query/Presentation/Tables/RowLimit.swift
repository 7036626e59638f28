/// The rows of a listing with the highest numbers, in the listing's order.
enum RowLimit {
  /// The rows with the highest numbers; of equal ones the earlier. All rows where there is no limit.
  static func most<Row>(_ rows: [Row], _ limit: Int?, by number: (Row) -> Int) -> [Row] {
    guard let limit, limit < rows.count else { return rows }
    let numbers = rows.map(number)
    let highest = rows.indices.sorted { (numbers[$1], $0) < (numbers[$0], $1) }.prefix(limit)
    return highest.sorted().map { rows[$0] }
  }

  /// A sentence such as "2 of 5 gold labels are shown"; nil where all are.
  static func note(_ shown: Int, of all: Int, _ nouns: String) -> String? {
    shown == all ? nil : "\(shown) of \(all) \(nouns) \(shown == 1 ? "is" : "are") shown"
  }
}
