import Support

/// A hash of a vocabulary and of all properties that decide how text is split, in 16 hexadecimal digits.
///
/// Stores record the fingerprint, so it is a format: for tokenizers that work like BERT's by default, the hashed properties are frozen, and
/// properties that differ are appended. A tokenizer that splits texts as for an earlier version of this program has the same fingerprint as
/// then.
struct TokenizerFingerprint {
  private var hash = FNV1a()

  /// The 16 digits.
  var text: String { Hexadecimal.text(hash.value, width: 16) }

  /// Hashes a part.
  mutating func add(_ text: some StringProtocol) {
    hash.add(text)
    // No UTF-8 contains this byte, so that "a", "b" differs from "ab".
    hash.add(0xFF)
  }

  /// Hashes the properties that decide single texts. `order`: the contents of the added tokens in the order of version 0.1; `written`: the
  /// tokens that are looked for in the original text; `normalized`: the tokens that are looked for in the normalized text.
  init(
    _ vocabulary: Vocabulary, _ steps: TokenizerSteps, _ model: any PieceModel, _ options: TokenizerOptions, _ single: TokenTemplate,
    order: [[UInt8]], written: [AddedTokenMatcher.Entry], normalized: [AddedTokenMatcher.Entry]
  ) {
    vocabulary.pieces.forEach { add($0) }
    let added = Self.ordered(vocabulary.added, order)
    for (id, token) in added {
      add("\(id) \(token.stripsLeft) \(token.stripsRight) \(token.isSingleWord) \(token.isNormalized) \(token.content)")
    }
    let normalizer =
      steps.normalizer as? BertNormalizer
      ?? BertNormalizer(cleansText: false, separatesChinese: false, stripsAccents: false, lowercases: false)
    add("\(normalizer.cleansText) \(normalizer.separatesChinese) \(normalizer.stripsAccents) \(normalizer.lowercases)")
    let wordPiece = model as? WordPieceModel
    add("\(wordPiece?.continuationPrefix ?? "") \(wordPiece?.maximumScalars ?? 0) \(options.truncatesLeft)")
    add(wordPiece?.unknownToken ?? "")
    for special in single.specials { add(vocabulary.pieces[Int(special.id)]) }

    // Properties that version 0.1 did not have.
    let boundaries = (steps.preTokenizer as? BertPreTokenizer)?.boundaries ?? []
    if boundaries != [.isWhitespace, .isPunctuation] { add("boundaries \(boundaries.rawValue)") }
    if options.givesTokenTypes, single.largestType > 0 { add("types \(single.types(first: 1))") }
    addPatterns("written", written, as: added.filter { !$0.token.isNormalized }.map { (Array($0.token.content.utf8), $0.id) })
    addPatterns(
      "normalized", normalized,
      as: added.filter(\.token.isNormalized).map { (normalizer.normalized($0.token.content), $0.id) })
  }

  /// Whether the properties that are always hashed are all that decide: in WordPiece with BERT's steps.
  static func isComplete(_ steps: TokenizerSteps, _ model: any PieceModel, _ processor: SavedPostProcessor) -> Bool {
    (steps.normalizer == nil || steps.normalizer is BertNormalizer) && (steps.preTokenizer == nil || steps.preTokenizer is BertPreTokenizer)
      && model is WordPieceModel && processor.trimming == nil
  }

  /// Hashes the parts of other tokenizers.
  mutating func add(_ saved: SavedTokenizer, _ processor: SavedPostProcessor) {
    for (name, part) in [("normalizer", saved.normalizer), ("pre_tokenizer", saved.preTokenizer), (saved.model.type, saved.model.options)] {
      add("\(name) \(CanonicalPart.text(part))")
    }
    if let trimming = processor.trimming { add("trimming \(trimming.addsPrefixSpace)") }
    for entry in saved.model.table.entries where saved.model.table.id(of: entry.piece) != Int32(entry.id) { add("repeated \(entry)") }
    for score in saved.model.scores {
      hash.add(bytesOf: UInt32(truncatingIfNeeded: score.bitPattern))
      hash.add(bytesOf: UInt32(truncatingIfNeeded: score.bitPattern >> 32))
    }
    for merge in saved.model.merges {
      add(merge.left)
      add(merge.right)
    }
  }

  /// Hashes the properties that decide pairs in addition.
  mutating func add(pair: TokenTemplate?, givesTypes: Bool, _ single: TokenTemplate) {
    let standard = TokenTemplate.bertPair(single.before[0].id, single.between[0].id)
    guard pair != standard || !givesTypes else { return }
    let ids = [pair?.before, pair?.between, pair?.after].map { ($0 ?? []).map(\.id) }
    add("pair \(ids) \(givesTypes ? pair?.types(first: 1, second: 1) ?? [] : [])")
  }

  /// Hashes patterns if they find other tokens than in version 0.1, which looked for each token by its properties, in order.
  private mutating func addPatterns(_ name: String, _ entries: [AddedTokenMatcher.Entry], as before: [(bytes: [UInt8], id: Int)]) {
    let found = Dictionary(entries.map { ($0.bytes, Int($0.id)) }) { first, _ in first }
    let isPassedOver = entries.contains(where: \.isPassedOver)
    // In version 0.1, the search continued behind the white space that belongs to a token.
    let isOverlapping =
      entries.contains(where: \.token.stripsRight)
      && entries.contains { !$0.bytes.isEmpty && UTF8.scalar(in: $0.bytes, at: 0).scalar.properties.isWhitespace }
    let isOther = found != Dictionary(before, uniquingKeysWith: { first, _ in first })
    guard isOther || isPassedOver || isOverlapping else { return }
    add(name)
    for entry in entries { add("\(entry.id) \(entry.isPassedOver) \(entry.bytes)") }
  }

  /// The tokens in the order of version 0.1; by their ids where version 0.1 had other tokens.
  private static func ordered(_ added: AddedVocabulary, _ order: [[UInt8]]) -> [(id: Int, token: AddedToken)] {
    let sorted = added.tokens.sorted { $0.key < $1.key }.map { (id: $0.key, token: $0.value) }
    let byContent = Dictionary(sorted.map { (Array($0.token.content.utf8), $0) }) { $1 }
    let known = order.compactMap { byContent[$0] }
    return known.count == sorted.count ? known : sorted
  }
}
