import GRDB

/// The ids of labels by name, within one access to the database.
struct LabelIDs {
  private let select: DirectStatement
  private let insert: DirectStatement
  private var known: [ExactString: Int64] = [:]

  init(_ database: Database) throws {
    select = try DirectStatement(cached: "SELECT id FROM label WHERE name = ?", in: database)
    insert = try DirectStatement(cached: "INSERT INTO label (name) VALUES (?) RETURNING id", in: database)
  }

  /// The id of a label that is there, or nil.
  static func find(_ name: String, in database: Database) throws -> Int64? {
    let select = try DirectStatement(cached: "SELECT id FROM label WHERE name = ?", in: database)
    select.bind(1, name)
    defer { select.reset() }
    return try select.step() ? select.integer(0) : nil
  }

  /// The id of a label, which is added where it is new.
  mutating func id(of name: String) throws -> Int64 {
    let key = ExactString(name)
    if let id = known[key] { return id }
    for statement in [select, insert] {
      statement.bind(1, name)
      defer { statement.reset() }
      if try statement.step() {
        let id = statement.integer(0)
        // An INSERT that returns a row is done only when it has been stepped past it.
        while try statement.step() {}
        known[key] = id
        return id
      }
    }
    preconditionFailure("an insertion without a row")
  }
}
