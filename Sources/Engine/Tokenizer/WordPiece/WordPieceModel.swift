/// Splits a word into pieces of the vocabulary, each the longest that fits.
///
/// Mirrors `WordPiece::tokenize`:
/// https://github.com/huggingface/tokenizers/blob/v0.20.3/tokenizers/src/models/wordpiece/mod.rs
struct WordPieceModel: PieceModel {
  /// `unk_token`: the token for a word without pieces, "[UNK]".
  let unknownToken: String
  /// `continuing_subword_prefix`: the mark of pieces that continue a word, "##".
  let continuationPrefix: String
  /// `max_input_chars_per_word`: longer words, in scalars, become the unknown token.
  let maximumScalars: Int

  private let words: ShortWords
  private let trie: PieceTrie
  /// The trie's node of "##", from which pieces that continue a word are looked up; nil where the vocabulary has none.
  private let continuation: PieceTrie.Node?
  private let unknownID: Int32

  /// Creates a model from its part of tokenizer.json.
  /// - Throws: `EngineError` where an option is of a wrong type, or the vocabulary is too large or has no unknown token.
  init(_ saved: SavedModel) throws {
    let (options, file) = (saved.options, saved.file)
    unknownToken = try options.text("unk_token", file: file) ?? "[UNK]"
    continuationPrefix = try options.text("continuing_subword_prefix", file: file) ?? "##"
    maximumScalars = try options.number("max_input_chars_per_word", in: 1...1_000_000, file: file) ?? 100
    let entries = saved.table.entries
    let totalBytes = entries.reduce(0) { $0 + $1.piece.utf8.count }
    guard totalBytes <= PieceTrie.maximumBytes else {
      throw EngineError("\(file): \(totalBytes) bytes of vocabulary, at most \(PieceTrie.maximumBytes) are supported; is it another file?")
    }
    var trie = PieceTrie(totalBytes: totalBytes)
    var words = ShortWords(count: entries.count { $0.piece.utf8.count <= ShortWords.longest })
    for entry in entries {
      trie.insert(entry.piece.utf8, value: Int32(entry.id))
      words.insert(entry.piece.utf8, id: Int32(entry.id))
    }
    (self.trie, self.words) = (trie, words)
    continuation = trie.node(of: continuationPrefix.utf8)
    guard let unknownID = trie.value(of: unknownToken.utf8) else { throw Vocabulary.missing(unknownToken, file) }
    self.unknownID = unknownID
  }

  func appendPieces(of word: Range<Int>, in text: NormalizedText, to output: inout PieceSequence) {
    // A word has at least as many bytes as scalars.
    let isTooLong = word.count > maximumScalars && UTF8.scalarCount(in: text.bytes, word) > maximumScalars
    if !isTooLong, let id = words.id(of: text.bytes, word) {
      // The word itself is a piece, so no longer one can fit.
      output.append(id, text.originalRange(of: word))
      return
    }
    let countBefore = output.count
    var position = word.lowerBound
    var node: PieceTrie.Node? = PieceTrie.root
    while position < word.upperBound {
      guard !isTooLong, let start = node, let match = trie.longestMatch(from: start, in: text.bytes, position..<word.upperBound) else {
        output.truncate(to: countBefore)
        output.append(unknownID, text.originalRange(of: word))
        return
      }
      output.append(match.value, text.originalRange(of: position..<match.end))
      position = match.end
      node = continuation
    }
  }
}
