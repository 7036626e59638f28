/// The columns of `token_total` and `word_total` behind their keys.
extension Moments: ColumnList {
  mutating func visit(_ columns: inout some ColumnVisitor) {
    // The digest of a store of version 2 is the same before and after it is migrated: texts, squares and cubes follow from the examples.
    columns.column("texts", &texts, .checksum)
    columns.column("count", &count)
    columns.column("total", &total)
    columns.column("squares", &squares, .checksum)
    columns.column("cubes", &cubes, .checksum)
  }

  /// Whether a sound row can have such counts.
  var areCounts: Bool { TotalsChecksum.isCount(Int64(texts)) && TotalsChecksum.isCount(Int64(count)) }
}
