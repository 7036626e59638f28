/// A row of `label`.
struct LabelFields: SealedRow {
  static let table = "label"

  var id: Int64 = 0
  var name = ""
  var checksum: Int64?

  mutating func visit(_ columns: inout some ColumnVisitor) {
    columns.column("id", &id, .checksum)
    columns.column("name", &name, .checksum)
    columns.column("checksum", &checksum, [])
  }
}

/// A row of `token`: a piece of the vocabulary.
struct PieceFields: SealedRow {
  static let table = "token"

  var id: Int64 = 0
  var piece = ""
  /// 1: it continues the word before it.
  var continues: Int64 = 0
  var surface: String?
  var checksum: Int64?

  init() {}

  init(id: Int64, _ piece: VocabularyPiece) {
    self.id = id
    self.piece = piece.name
    continues = piece.continuesWord ? 1 : 0
    surface = piece.surface
    checksum = sum
  }

  var vocabularyPiece: VocabularyPiece { VocabularyPiece(name: piece, continuesWord: continues != 0, surface: surface) }

  mutating func visit(_ columns: inout some ColumnVisitor) {
    columns.column("id", &id)
    columns.column("piece", &piece)
    // They follow from the tokenizer, which the digest has by its fingerprint.
    columns.column("continues", &continues, .checksum)
    columns.column("surface", &surface, .checksum)
    columns.column("checksum", &checksum, [])
  }
}
