import GRDB
import Support

/// Names of vocabulary pieces by id, within one access to the database. Each name is checked against its checksum.
struct PieceNames {
  /// Largest number of bytes of a name; lines of vocabularies are shorter.
  private static let longest = 65_536

  private let select: DirectStatement

  init(_ database: Database) throws {
    select = try DirectStatement("SELECT \(PieceFields.columns.list) FROM token WHERE id = ?", in: database)
  }

  /// The name of a piece.
  /// - Throws: `StoreError` where there is none with that id, or it is damaged; what SQLite reports.
  func name(of id: Int64) throws -> String { try piece(id).name }

  /// A piece with how it spells words.
  /// - Throws: `StoreError` where there is none with that id, or it is damaged; what SQLite reports.
  func piece(_ id: Int64) throws -> VocabularyPiece {
    select.bind(values: id)
    defer { select.reset() }
    guard try select.step() else { throw Self.damage("token \(id) has no name") }
    guard select.longestValue <= Self.longest, case let fields = PieceFields(at: select), fields.sum == fields.checksum else {
      throw Self.damage("the name of token \(id) does not agree with its checksum")
    }
    return fields.vocabularyPiece
  }

  /// The id of a piece that occurs; nil where there is none with this name.
  /// - Throws: `StoreError` where the piece is damaged; errors of SQLite.
  static func id(of name: String, in database: Database) throws -> Int64? {
    let find = try DirectStatement(cached: "SELECT id FROM token WHERE piece = ?", in: database)
    find.bind(values: name)
    defer { find.reset() }
    guard try find.step() else { return nil }
    let id = find.value(Int64.self)
    _ = try PieceNames(database).name(of: id)
    return id
  }

  private static func damage(_ what: String) -> StoreError {
    StoreError(
      "\(what): the store is damaged; globenc-index repair drops the examples that have it, so that the next run makes them anew",
      kind: .damaged)
  }
}
