/// One of several listings, each of the examples with one value of a column.
package struct ListingPart {
  /// The column that examples are grouped by.
  let name: String
  /// Its value; null for examples without one.
  let value: Cell
  /// Whether it is the first part.
  let isFirst: Bool

  package init(name: String, value: Cell, isFirst: Bool) {
    (self.name, self.value, self.isFirst) = (name, value, isFirst)
  }

  /// The name of the column that tells the part of a row.
  func column(beside columns: [String]) -> String { columns.contains(name) ? "group_\(name)" : name }
}
