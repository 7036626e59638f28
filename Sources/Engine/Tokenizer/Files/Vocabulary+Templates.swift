import Support

extension Vocabulary {
  /// The templates of single texts and of pairs, and the trimming of offsets.
  /// - Throws: `EngineError` where they need a token that does not exist.
  func postProcessor(_ saved: SavedTokenizer) throws -> SavedPostProcessor {
    let processor = try SavedPostProcessor(saved.postProcessor, file: saved.file)
    for special in processor.single.specials + (processor.pair?.specials ?? []) {
      guard pieces.indices.contains(Int(special.id)) else {
        throw EngineError(
          "\(file): a special token of the template has id \(special.id), which does not fit \(pieces.count) pieces; correct it",
          kind: .damaged)
      }
    }
    return processor
  }

  /// The error about a token that every text needs.
  static func missing(_ token: String, _ file: String) -> EngineError {
    EngineError("\(file): the vocabulary has no '\(token.prefix(80))', which every text needs; is it another model's vocabulary?")
  }

  /// The patterns of the added tokens in original texts, and in normalized texts.
  /// - Throws: `EngineError` where the normalization of a token is empty: the reference would find it everywhere.
  func patterns(
    _ steps: TokenizerSteps, _ options: TokenizerOptions
  ) throws -> (written: [AddedTokenMatcher.Entry], normalized: [AddedTokenMatcher.Entry]) {
    var written: [AddedTokenMatcher.Entry] = []
    var normalized: [AddedTokenMatcher.Entry] = []
    for entry in added.entries {
      // The token's properties at its last addition.
      guard let token = added.tokens[entry.id] else { continue }
      let content = entry.pattern.content
      let bytes = entry.pattern.isNormalized ? steps.tokenNormalizer?.normalized(content) ?? Array(content.utf8) : Array(content.utf8)
      guard !bytes.isEmpty else {
        throw EngineError("\(file): nothing is left of the added token '\(content.prefix(80))' when it is normalized; remove it")
      }
      let found = AddedTokenMatcher.Entry(
        bytes: bytes, token: token, id: Int32(entry.id), isPassedOver: options.splitsSpecialTokens && added.isSpecial(token.content))
      if entry.pattern.isNormalized { normalized.append(found) } else { written.append(found) }
    }
    return (written, normalized)
  }

  /// The id of the mask token: of the one in the files or, for a class without tokens of its own, of a usual one. Nil where there is none.
  func maskID(_ settings: TokenizerSettings) -> Int32? {
    if settings.isNamed("mask_token") { return settings.special("mask_token").flatMap { id(of: $0.content) } }
    return (settings.special("mask_token").map { [$0.content] } ?? ["[MASK]", "<mask>"]).lazy.compactMap { id(of: $0) }.first
  }
}
