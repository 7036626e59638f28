/// A listing that is one of several, each of the examples with one value of a column.
package struct ListingPart {
  /// The column that examples are grouped by.
  let name: String
  /// Its value; null for examples without one.
  let value: Cell
  /// Whether no other part was written before.
  let isFirst: Bool

  package init(name: String, value: Cell, isFirst: Bool) {
    (self.name, self.value, self.isFirst) = (name, value, isFirst)
  }

  /// The column of rows that says which part they are of.
  func column(beside columns: [String]) -> String { columns.contains(name) ? "group_\(name)" : name }
}
