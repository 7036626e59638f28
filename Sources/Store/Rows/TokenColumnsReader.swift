import GRDB
import Support

/// Reads the token columns in a scan, within one access to the database.
///
/// It does not verify checksums, so it finds only damage that makes the columns invalid.
struct TokenColumnsReader {
  private let names: PieceNames
  /// The largest id in use. Sums by id take memory up to the largest id, so larger ids must be rejected.
  private let highestID: Int64
  private static let idLimit: Int64 = 1 << 24
  /// The pieces by id, as far as they have been read.
  private var pieces: [VocabularyPiece?]

  init(_ database: Database) throws {
    names = try PieceNames(database)
    highestID = try Int64.fetchOne(database, sql: "SELECT max(id) FROM token") ?? 0
    // No vocabulary is larger; sums and pieces are kept by id.
    guard 0..<Self.idLimit ~= highestID else {
      throw StoreError("the store is damaged: it has a token with the id \(highestID)", kind: .damaged)
    }
    pieces = Array(repeating: nil, count: Int(highestID) + 1)
  }

  /// The tokens of the current row of `statement`, which begins with the columns of `ScanColumn`.
  /// - Throws: `StoreError` that names the example, where the record is damaged.
  func columns(at statement: DirectStatement) throws -> TokenColumns {
    let count = statement.value(.tokens, Int.self)
    let packedIDs = statement.value(.tokenIDs, [UInt8].self)
    // An id takes at least a byte, so a larger number of tokens is invalid and must not be allocated.
    guard 0...packedIDs.count ~= count, let ids = TokenBlobs.unpackIDs(packedIDs, count: count),
      let offsets = TokenBlobs.unpackOffsets(statement.value(.offsets), count: count),
      let scores = TokenBlobs.unpackFloats(statement.value(.scores)), scores.count == count,
      ids.allSatisfy({ 0...highestID ~= Int64($0) }), scores.allSatisfy({ $0.magnitude <= FixedPoint.largestScore })
    else { throw ExampleReader.damage(statement.value(.id)) }
    return TokenColumns(ids: ids, offsets: offsets, scores: scores.map { FixedPoint.integer($0) })
  }

  /// A word with its name in totals.
  struct NamedWord {
    let name: ExactString
    let tokens: Range<Int>
  }

  private struct ScannedToken: OffsetPiece {
    let isSpecial: Bool
    let segment: UInt8
    let offsets: Range<Int>?
    let traits: PieceTraits
  }

  /// The words of the current row of `statement`, which begins with the columns of `ScanColumn`. They equal the words of `Word.words`, but
  /// need no string for each token.
  /// - Throws: `StoreError` where the name of a token is damaged.
  mutating func words(of columns: TokenColumns, at statement: DirectStatement) throws -> [NamedWord] {
    try words(
      of: columns, text: statement.withText(ScanColumn.text.rawValue, WordText.init),
      pair: statement.withText(ScanColumn.pair.rawValue, WordText.init))
  }

  /// The words of tokens in these texts.
  /// - Throws: `StoreError` where a token is unknown or its name is damaged.
  mutating func words(of columns: TokenColumns, text: WordText, pair: WordText) throws -> [NamedWord] {
    let tokens = try columns.ids.indices.map { position in
      ScannedToken(
        isSpecial: columns.isSpecial(position), segment: columns.offsets[position].segment, offsets: columns.offsets[position].offsets,
        traits: try piece(columns.ids[position]).traits)
    }
    let breaks = WordBreak(text: text, pair: pair)
    return try breaks.words(of: tokens).map { range in
      let name = try breaks.spelling(of: tokens, range)?.name ?? Word.joined(columns.ids[range].map { try piece($0) })
      return NamedWord(name: ExactString(name), tokens: range)
    }
  }

  /// The piece with a vocabulary id. Pieces are cached, at most V of them.
  private mutating func piece(_ id: Int32) throws -> VocabularyPiece {
    guard pieces.indices.contains(Int(id)) else {
      throw StoreError("the store is damaged: an example has a token with the id \(id)", kind: .damaged)
    }
    if let piece = pieces[Int(id)] { return piece }
    let piece = try names.piece(Int64(id))
    pieces[Int(id)] = piece
    return piece
  }
}
