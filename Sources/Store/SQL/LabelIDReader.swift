import GRDB
import Support

/// Reads the label ids of examples, as keys of totals, within one access to the database.
final class LabelIDReader {
  /// The columns that the reader needs.
  struct Columns: TableRow {
    static let table = "example"

    var label: Int64?
    var predicted: Int64?
    /// The gold labels as a JSON array, unless there is exactly one.
    var labels: String?
    var logits: [UInt8] = []

    mutating func visit(_ columns: inout some ColumnVisitor) {
      columns.column("label", &label)
      columns.column("predicted", &predicted)
      columns.column("labels", &labels)
      columns.column("logits", &logits)
    }
  }

  /// The columns that the reader needs, for a SELECT.
  static let columns = Columns.qualified.list
  /// Number of these columns.
  static let columnCount = Columns.qualified.count

  private let names: LabelNames
  private let sets: LabelSets?
  private var known: [ExactString: Int64] = [:]

  init(_ database: Database, settings: StoreSettings) {
    names = LabelNames(database, settings: settings)
    sets = LabelSets(settings)
  }

  /// The label ids of the current row of `statement`, whose columns begin at `column`. Damaged names are left out.
  /// - Throws: Errors of SQLite.
  func labels(at statement: DirectStatement, from column: Int32) throws -> SliceLabels {
    let row = Columns(at: statement, from: column)
    let gold = row.label ?? Slice.without
    guard let sets else { return SliceLabels(gold: gold, predicted: row.predicted ?? Slice.without) }
    let golds = try row.labels.flatMap(LabelSets.unpack).map { try $0.compactMap(id(of:)) }
    let predicted = try sets.predicted(TokenBlobs.unpackFloats(row.logits) ?? []).compactMap(id(of:))
    return SliceLabels(golds: golds ?? [gold], predicted: predicted)
  }

  private func id(of name: String) throws -> Int64? {
    let key = ExactString(name)
    if let id = known[key] { return id }
    do {
      guard let id = try names.id(of: name) else { return nil }
      known[key] = id
      return id
    } catch is StoreError {
      return nil
    }
  }
}
