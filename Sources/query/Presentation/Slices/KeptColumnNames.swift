import Store
import Support

/// The kept columns of a store, by the names that users type.
struct KeptColumnNames {
  private let columns: [String]

  init(_ store: AttributionStore) { columns = store.settings.columns.keep }

  /// Options that users may have meant by a column that does not exist.
  private static let options = [
    "label": "--label", "predicted": "--predicted", "confidence": "--min-confidence and --max-confidence", "tokens": "--length",
    "length": "--length", "text": "--contains", "id": "--examples", "example": "--examples", "truncated": "--truncated",
  ]

  /// The column of a name; `kept_x` is the column x, which exports call so where another column has the name x.
  /// - Parameters:
  ///   - name: The name as it was typed.
  ///   - others: Further names that could have been meant.
  /// - Returns: The name in the store.
  /// - Throws: `QueryFailure` where there is none, which suggests the nearest.
  func require(_ name: String, or others: [String] = []) throws -> String {
    if columns.contains(name) { return name }
    if name.hasPrefix("kept_"), case let bare = String(name.dropFirst(5)), columns.contains(bare) { return bare }
    if columns.isEmpty {
      let known = others.isEmpty ? "" : ", nor is it one of \(Suggestions.list(others, joinedBy: "and"))"
      throw QueryFailure.noResult(
        "the store keeps no columns, so none is called '\(name)'\(known): globenc-index --keep keeps them\(hint(name))")
    }
    let all = others + columns.filter { !others.contains($0) }
    let near = EditDistance.nearest(all, to: name, limit: 8)
    let end =
      all.count > 8
      ? "nearest: \(Suggestions.list(Array(near.prefix(3))))" : "\(others.isEmpty ? "it has" : "there are") \(Suggestions.list(near))"
    throw QueryFailure.noResult("the store keeps no column '\(name)'\(hint(name)); \(end)")
  }

  /// The condition on a column.
  /// - Throws: `QueryFailure` where there is no such column, and where an order is asked for with several values.
  func condition(_ typed: ColumnCondition) throws -> KeptCondition {
    var condition = try typed.condition(columns: spellings)
    condition.column = try require(condition.column)
    return condition
  }

  /// The condition that was probably meant where the operator is another language's; nil where it is one of ours.
  func respelt(_ typed: ColumnCondition) -> String? { typed.respelt(columns: spellings) }

  private var spellings: [String] { columns + columns.map { "kept_\($0)" } }

  private func hint(_ name: String) -> String { Self.options[name].map { " (\($0) choose\($0.contains(" and ") ? "" : "s") by it)" } ?? "" }
}
