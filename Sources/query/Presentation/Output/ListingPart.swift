/// A listing that is one of several, each of the examples with one value of a column.
struct ListingPart {
  /// The column that examples are grouped by.
  let name: String
  /// Its value; null for examples without one.
  let value: Cell
  /// Whether no other part was written before.
  let isFirst: Bool

  /// The column of rows that says which part they are of.
  func column(beside columns: [String]) -> String { columns.contains(name) ? "group_\(name)" : name }
}
