import GRDB
import Support

/// Ids of labels by name, within one access to the database. New labels are added to the table.
struct LabelIDs {
  private let database: Database
  private let names: LabelNames
  private let insert: DirectStatement
  private var known: [ExactString: Int64] = [:]

  init(_ database: Database, names: LabelNames) throws {
    self.database = database
    self.names = names
    insert = try DirectStatement(cached: "INSERT INTO label (name) VALUES (?) RETURNING id", in: database)
  }

  /// The id of a label; adds the label if it is new.
  /// - Throws: `StoreError` where a store cannot have such a label, or the label is damaged; errors of SQLite.
  mutating func id(of name: String) throws -> Int64 {
    let key = ExactString(name)
    if let id = known[key] { return id }
    let id = try names.id(of: name) ?? add(name)
    known[key] = id
    return id
  }

  private func add(_ name: String) throws -> Int64 {
    if let reason = LabelLimit.objection(to: name) { throw StoreError(reason, kind: .incompatible) }
    insert.bind(values: name)
    defer { insert.reset() }
    guard try insert.step() else { preconditionFailure("an insertion without a row") }
    let id = insert.value(Int64.self)
    // An INSERT that returns a row is complete only after stepping past that row.
    while try insert.step() {}
    try LabelFields.seal(id, in: database)
    return id
  }
}
