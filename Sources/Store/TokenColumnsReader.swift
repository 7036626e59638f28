import GRDB

/// Reads the columns of tokens in a scan, within one access to the database.
///
/// It does not add up checksums: what it finds to be damaged is only what makes no sense.
struct TokenColumnsReader {
  private let selectPiece: DirectStatement
  /// The highest id in use. One beyond it would make sums by id as long as it is large.
  private let highestID: Int64
  /// A score beyond it would not fit into sums of integers; sound ones are at most 1.
  private static let highestScore: Float = 65_536
  private var pieces: [Int32: String] = [:]

  init(_ database: Database) throws {
    selectPiece = try DirectStatement("SELECT piece FROM token WHERE id = ?", in: database)
    highestID = try Int64.fetchOne(database, sql: "SELECT max(id) FROM token") ?? 0
  }

  /// The tokens of the row that `statement` is at; `TokenColumns.sql` are its first columns.
  /// - Throws: `StoreError` naming the example where the record is damaged.
  func columns(at statement: DirectStatement) throws -> TokenColumns {
    let count = statement.int(1)
    guard let ids = TokenBlobs.unpackIDs(statement.blob(2), count: count),
      let offsets = TokenBlobs.unpackOffsets(statement.blob(3), count: count),
      let scores = TokenBlobs.unpackFloats(statement.blob(4)), scores.count == count,
      ids.allSatisfy({ 0...highestID ~= Int64($0) }), scores.allSatisfy({ $0.magnitude < Self.highestScore })
    else { throw StoreError("the record of example '\(statement.text(0))' is damaged: make the store anew, or use a copy") }
    return TokenColumns(ids: ids, offsets: offsets, scores: scores.map { FixedPoint.integer($0) })
  }

  /// The words of an example.
  /// - Throws: `StoreError` where a token has no piece.
  mutating func words(of columns: TokenColumns, text: String, pair: String?) throws -> [Word] {
    let tokens = try columns.ids.indices.map { position in
      let place = columns.offsets[position]
      return ExampleRecord.Token(
        id: columns.ids[position], piece: try piece(columns.ids[position]), segment: place.segment, offsets: place.offsets, score: 0,
        isSpecial: place.isSpecial)
    }
    return Word.words(of: tokens, text: text, pair: pair)
  }

  /// The piece with that id in the vocabulary; at most V of them are remembered.
  private mutating func piece(_ id: Int32) throws -> String {
    if let piece = pieces[id] { return piece }
    selectPiece.bind(1, Int64(id))
    defer { selectPiece.reset() }
    guard try selectPiece.step() else { throw StoreError("the store is damaged: token \(id) has no piece") }
    let piece = selectPiece.text(0)
    pieces[id] = piece
    return piece
  }
}
