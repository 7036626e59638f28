import Support

extension Vocabulary {
  /// The templates of single texts and of pairs: from the post-processor, else BERT's.
  /// - Throws: `EngineError` where they need a token that does not exist.
  func postProcessor(_ saved: SavedTokenizer, _ settings: TokenizerSettings) throws -> SavedPostProcessor {
    guard let json = saved.postProcessor else {
      let classID = try id(of: settings.special("cls_token", standard: "[CLS]"), settings)
      let separatorID = try id(of: settings.special("sep_token", standard: "[SEP]"), settings)
      return SavedPostProcessor(single: .bert(classID, separatorID), pair: .bertPair(classID, separatorID))
    }
    let processor = try SavedPostProcessor(json, file: saved.file)
    for special in processor.single.specials + (processor.pair?.specials ?? []) {
      guard pieces.indices.contains(Int(special.id)) else {
        throw EngineError(
          "\(file): post_processor has a token with id \(special.id), which does not fit \(pieces.count) pieces; correct it",
          kind: .damaged)
      }
    }
    return processor
  }

  /// The id of a special token in the slow tokenizer, which makes the template: its id in a file, else its piece's.
  private func id(of special: TokenizerSettings.Special?, _ settings: TokenizerSettings) throws -> Int32 {
    let content = special?.content ?? "None"
    let declared = !settings.isSlowTold ? nil : settings.decoder.last { $0.token.content.utf8.elementsEqual(content.utf8) }?.id
    guard let id = declared.flatMap({ Int32(exactly: $0) }) ?? id(ofPiece: content) else { throw missing(content) }
    guard pieces.indices.contains(Int(id)) else {
      throw EngineError(
        "\(file): added token '\(content.prefix(80))' has id \(id), which does not fit \(pieces.count) pieces; correct it", kind: .damaged)
    }
    return id
  }

  /// The error about a token that every text needs.
  func missing(_ token: String) -> EngineError { Self.missing(token, file) }

  /// The error about a token that every text needs.
  static func missing(_ token: String, _ file: String) -> EngineError {
    EngineError("\(file): the vocabulary has no '\(token.prefix(80))', which every text needs; is it a WordPiece vocabulary?")
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
}
