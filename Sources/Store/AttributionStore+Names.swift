import GRDB
import Support

// MARK: - Reads: how words and pieces are spelt

extension AttributionStore {
  /// Whether the model is cased: whether some piece of the examples has a capital letter. Names in brackets, such as [UNK] and <s>, do not
  /// count.
  /// - Throws: `StoreError` where the file cannot be read.
  public func seesCase() throws -> Bool {
    try read { database in
      let select = try DirectStatement("SELECT piece, coalesce(surface, piece) FROM token", in: database)
      defer { select.reset() }
      while try select.step() {
        // The mark of byte-level BPE before a word, Ġ, is a capital letter, but no part of the surface.
        if PieceTraits.isInBrackets(select.value(String.self)) { continue }
        if select.text(1).unicodeScalars.contains(where: PieceTraits.isCapital) { return true }
      }
      return false
    }
  }

  /// The vocabulary pieces of the examples with these names, by rising id; names of no piece are left out.
  /// - Throws: `StoreError` where the file cannot be read, or a name is damaged.
  public func pieces(named names: [String]) throws -> [VocabularyPiece] {
    let list = "[" + names.map(JSONText.quoted).joined(separator: ",") + "]"
    return try pieces("SELECT id FROM token WHERE piece IN (SELECT value FROM json_each(?)) ORDER BY id", list)
  }

  /// The vocabulary pieces of the examples that contribute this to a text, by rising id: "film" of byte-level BPE is that of "Ġfilm", which
  /// begins a word, and of "film", which continues one.
  /// - Throws: `StoreError` where the file cannot be read, or a name is damaged.
  public func pieces(spelled surface: String) throws -> [VocabularyPiece] {
    try pieces("SELECT id FROM token WHERE coalesce(surface, piece) = ? ORDER BY id", surface)
  }

  /// The pieces whose ids a statement with one parameter finds.
  private func pieces(_ sql: String, _ value: String) throws -> [VocabularyPiece] {
    try read { database in
      let find = try DirectStatement(sql, in: database)
      find.bind(values: value)
      defer { find.reset() }
      let pieces = try PieceNames(database)
      var found: [VocabularyPiece] = []
      while try find.step() { found.append(try pieces.piece(find.value(Int64.self))) }
      return found
    }
  }

  /// Whether a word with this name, in any of Unicode's spellings, occurs in some example; nil where the store keeps no totals of words, so
  /// that only a scan could tell.
  /// - Throws: `StoreError` where the file cannot be read.
  public func hasWord(_ name: String) throws -> Bool? {
    try read { database in
      guard try TotalsVersion.areCurrent(in: database) else { return nil }
      let select = try DirectStatement(
        """
        SELECT 1 FROM slice JOIN word_total ON word_total.slice = slice.id AND word_total.word = ?
        WHERE slice.gold = \(Slice.any) AND slice.predicted <> \(Slice.any) LIMIT 1
        """, in: database)
      select.bind(values: Word.name(spelled: name))
      defer { select.reset() }
      return try select.step()
    }
  }

  /// The reason why no store can have a label with this name; nil where a store can.
  public static func objection(toLabel name: String) -> String? { LabelLimit.objection(to: name) }
}
