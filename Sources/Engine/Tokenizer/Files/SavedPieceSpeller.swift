import Support

/// The choice among the ways in which pieces spell words: the parts of the tokenizer put the marks.
enum SavedPieceSpeller {
  /// Finds the way.
  static func read(_ saved: SavedTokenizer) -> any PieceSpeller {
    let steps = steps(saved.preTokenizer)
    if let metaspace = steps.last(where: { $0["type"]?.string == "Metaspace" }) {
      return MetaspaceSpeller(mark: metaspace["replacement"]?.string?.unicodeScalars.first ?? mark)
    }
    if steps.contains(where: { $0["type"]?.string == "ByteLevel" }) { return ByteLevelSpeller() }
    let prefix = saved.model.options["continuing_subword_prefix"]?.string ?? (saved.model.type == "WordPiece" ? "##" : "")
    // A normalizer may put the marks, too.
    if prefix.isEmpty, saved.model.table.pieces.contains(where: { $0.unicodeScalars.first == mark }) { return MetaspaceSpeller(mark: mark) }
    return WordPieceSpeller(prefix: prefix)
  }

  /// The mark of sentencepiece, U+2581.
  private static let mark: Unicode.Scalar = "▁"

  private static func steps(_ saved: JSONValue) -> [JSONValue] {
    saved["type"]?.string == "Sequence" ? (saved["pretokenizers"]?.array ?? []).flatMap(steps) : [saved]
  }
}
