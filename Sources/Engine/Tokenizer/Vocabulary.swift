import Support

/// The pieces of a tokenizer, and its added tokens.
struct Vocabulary {
  /// Pieces by id, with added tokens; "" where an id has no piece.
  private(set) var pieces: [String]
  /// The pieces without added tokens that are not in the vocabulary itself.
  let table: PieceTable
  /// The added tokens.
  private(set) var added: AddedVocabulary
  /// Path of the file with the pieces.
  let file: String

  /// Adds tokens to the pieces of a model.
  /// - Throws: `EngineError`.
  init(_ saved: SavedTokenizer, _ files: TokenizerFiles, _ settings: TokenizerSettings) throws {
    (table, file) = (saved.model.table, saved.model.file)
    pieces = table.pieces
    // The reference's Unigram counts a piece each time that the list has it: `get_vocab_size` of the models.
    let count = saved.model.type == "Unigram" ? table.entries.count : table.count
    added = AddedVocabulary(pieceCount: count) { [table] in table.id(of: $0).map(Int.init) }
    try addTokens(saved, files, settings)
  }

  /// The id of a piece; nil for others.
  func id(ofPiece piece: String) -> Int32? { table.id(of: piece) }

  /// The id of a piece or added token; nil for others.
  func id(of token: String) -> Int32? { added.id(of: token).map(Int32.init) ?? table.id(of: token) }

  /// Adds the tokens of tokenizer.json, then declared tokens and tokens with roles.
  ///
  /// Mirrors `PreTrainedTokenizerFast.__init__`:
  /// https://github.com/huggingface/transformers/blob/v4.46.3/src/transformers/tokenization_utils_fast.py
  private mutating func addTokens(_ saved: SavedTokenizer, _ files: TokenizerFiles, _ settings: TokenizerSettings) throws {
    // They are added one by one, as by the reference.
    for json in saved.addedTokens {
      guard let token = DeclaredToken(json: json) else { continue }
      added.add([token.resolved()])
    }
    let special = Self.specialTokens(settings)
    let contents = Set(special.map { Array($0.content.utf8) })
    let declared = settings.decoder.map(\.token)
    let known = Set((declared.map(\.content) + added.tokens.values.map(\.content)).map { Array($0.utf8) })
    added.add(declared.map { $0.resolved(special: contents.contains(Array($0.content.utf8))) })
    var resolved = DistinctTokens<AddedToken>()
    for token in declared { resolved.insert(token.resolved(), token.content) }
    let further = special.compactMap { special -> AddedToken? in
      switch special {
      case .text(let content): known.contains(Array(content.utf8)) ? nil : AddedToken(content: content, isSpecial: true)
      case .token(let token):
        resolved.contains(token.resolved(), token.content) ? nil : token.resolved(special: true)
      }
    }
    // A token that only has a role may lie beyond the model's word embeddings, where it could only fail; then it remains text.
    added.add(further, below: files.modelVocabularySize ?? .max)
    // The normalization of a token may be several times as long.
    guard added.byteCount <= PieceTrie.maximumBytes / 16 else {
      throw EngineError("\(file): the added tokens have more than \(PieceTrie.maximumBytes / 16) bytes together; is it another file?")
    }
    for (id, token) in added.tokens {
      if id >= pieces.count { pieces += Array(repeating: "", count: id + 1 - pieces.count) }
      pieces[id] = token.content
    }
  }

  /// The tokens of the roles, each content once, and then the additional tokens.
  private static func specialTokens(_ settings: TokenizerSettings) -> [TokenizerSettings.Special] {
    var seen: Set<[UInt8]> = []
    let named = TokenizerSettings.roles.compactMap { settings.special($0) }
      .filter { !$0.content.isEmpty && seen.insert(Array($0.content.utf8)).inserted }
    return named + settings.additional.filter { !seen.contains(Array($0.content.utf8)) }
  }
}
