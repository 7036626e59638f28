/// The columns of `token_total` and `word_total` after their keys.
extension Moments: ColumnList {
  mutating func visit(_ columns: inout some ColumnVisitor) {
    // Not in the digest, so that migrating a store of version 2 does not change it: texts, squares and cubes follow from the examples.
    columns.column("texts", &texts, .checksum)
    columns.column("count", &count)
    columns.column("total", &total)
    columns.column("squares", &squares, .checksum)
    columns.column("cubes", &cubes, .checksum)
  }

  /// Whether a sound row can have these counts.
  var areCounts: Bool { TotalsChecksum.isCount(Int64(texts)) && TotalsChecksum.isCount(Int64(count)) }
}
