import Support

/// The choice among the models that split words into pieces, by `type`.
enum SavedPieceModel {
  /// Makes the model.
  /// - Throws: `EngineError` that names a type that is not supported.
  static func read(_ saved: SavedModel) throws -> any PieceModel {
    switch saved.type {
    case "WordPiece": return try WordPieceModel(saved)
    case "Unigram": return try Unigram(saved)
    default:
      throw EngineError("\(saved.file): model of type '\(saved.type.prefix(80))' is not supported; 'Unigram' and 'WordPiece' are")
    }
  }

  /// How the model's pieces spell words.
  static func speller(_ model: any PieceModel) -> any PieceSpeller {
    WordPieceSpeller(prefix: (model as? WordPieceModel)?.continuationPrefix ?? "")
  }
}
