import GRDB
import Support

/// What the rows of a store refer to by numbers, and the numbers of the same things in a merged store: labels and runs.
final class MergedNames {
  private let source: Database
  private let target: Database
  private let names: LabelNames
  private var ids: LabelIDs
  private var labels: [Int64: Int64] = [:]
  private var runs: [Int64: Int64] = [:]

  /// - Throws: Errors of SQLite.
  init(source: Database, target: Database, settings: StoreSettings) throws {
    (self.source, self.target) = (source, target)
    names = LabelNames(source, settings: settings)
    ids = try LabelIDs(target, names: LabelNames(target, settings: settings))
  }

  /// The label with its id in the merged store, which gets the label if it has none of that name.
  /// - Throws: `StoreError` where the label is damaged; errors of SQLite.
  func label(_ cell: LabelCell) throws -> LabelCell {
    LabelCell(id: try cell.id.map(label), name: cell.name)
  }

  /// The id of a label; numbers that stand for no label, or for any, stay.
  func label(_ id: Int64) throws -> Int64 {
    if id <= 0 { return id }
    if let known = labels[id] { return known }
    let other = try ids.id(of: names.name(of: id))
    labels[id] = other
    return other
  }

  /// The name of a label.
  func name(ifAny id: Int64?) throws -> String? { try names.name(ifAny: id) }

  /// The number of a run.
  /// - Throws: `StoreError` where the run has no record.
  func run(_ id: Int64?) throws -> Int64 {
    guard let id, let other = runs[id] else {
      throw StoreError("there is no record of run \(id ?? 0), which wrote some examples", kind: .damaged)
    }
    return other
  }

  /// Copies the records of all runs, behind those that are there.
  /// - Throws: `StoreError` where a record is damaged; errors of SQLite.
  func copyRuns() throws {
    let select = try DirectStatement("SELECT \(RunFields.columns.list), \(RunFields.isSound) FROM run ORDER BY id", in: source)
    let insert = try DirectStatement(RunFields.insertion, in: target)
    while try select.step() {
      var fields = RunFields(at: select)
      var cells = select.cells(from: RunFields.columns.count)
      guard let id = fields.id, cells.next(Bool.self) else {
        throw StoreError("the record of run \(fields.id ?? 0) does not agree with its checksum", kind: .damaged)
      }
      fields.id = nil
      fields.bind(to: insert)
      try insert.run()
      let other = target.lastInsertedRowID
      try RunFields.seal(other, in: target)
      runs[id] = other
    }
  }

  /// Copies the pieces of the vocabulary that are not there yet.
  /// - Throws: `StoreError` where a piece is damaged; errors of SQLite.
  func copyPieces() throws {
    let select = try DirectStatement("SELECT \(PieceFields.columns.list) FROM token ORDER BY id", in: source)
    let insert = try DirectStatement("\(PieceFields.insertion) ON CONFLICT (id) DO NOTHING", in: target)
    while try select.step() {
      let fields = PieceFields(at: select)
      guard fields.sum == fields.checksum else {
        throw StoreError("the name of token \(fields.id) does not agree with its checksum", kind: .damaged)
      }
      fields.bind(to: insert)
      try insert.run()
    }
  }
}
