package import Store
import Support

/// One of the stores that are read as one.
package struct PartReport {
  private let path: String
  private let summary: StoreSummary
  private let shard: ShardRecord?
  /// Number of results of evaluations, which are of this store alone.
  private let evaluations: Int

  /// - Parameters:
  ///   - path: The path as it was given.
  ///   - store: The store.
  /// - Throws: `StoreError` where the store cannot be read.
  package init(_ path: String, _ store: AttributionStore) throws {
    (self.path, summary, shard) = (path, try store.summary(), try store.shard())
    evaluations = try store.evaluations().count
  }

  private var row: [(key: String, cell: Cell)] {
    [
      (key: "store", cell: .text(path)), (key: "examples", cell: .integer(summary.examples)),
      (key: "tokens", cell: .integer(summary.tokens)), (key: "truncated", cell: .integer(summary.truncated)),
      (key: "file_bytes", cell: .integer(summary.fileBytes)), (key: "runs", cell: .integer(summary.runs.count)),
      (key: "evaluations", cell: .integer(evaluations)),
    ] + (shard.map { [(key: "shard", cell: .text("\($0.shard)\($0.isFinished ? "" : ", unfinished")"))] } ?? [(key: "shard", cell: .null)])
  }

  /// All numbers.
  var json: JSONOutput { .object(row.map { (key: $0.key, value: .cell($0.cell)) }) }

  /// A table with a row for each store; nil without stores.
  static func table(of parts: [PartReport]) -> Passage? {
    guard let columns = parts.first?.row.map(\.key) else { return nil }
    return .table(Table(columns: columns, rows: parts.map { $0.row.map(\.cell) }), caption: "Stores that are read as one")
  }
}
