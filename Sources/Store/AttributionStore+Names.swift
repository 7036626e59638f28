import GRDB
import Support

// MARK: - Reads: how words and pieces are spelt

extension AttributionStore {
  /// Whether the model is cased: whether some piece of the examples has a capital letter. Names in brackets, such as [UNK] and <s>, do not
  /// count.
  /// - Throws: `StoreError` where the file cannot be read.
  public func seesCase() throws -> Bool {
    try read { database in
      let select = try DirectStatement("SELECT piece FROM token", in: database)
      defer { select.reset() }
      while try select.step() {
        let piece = select.value(String.self)
        if (piece.hasPrefix("[") && piece.hasSuffix("]")) || (piece.hasPrefix("<") && piece.hasSuffix(">")) { continue }
        if piece.unicodeScalars.contains(where: PieceTraits.isCapital) { return true }
      }
      return false
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
}
