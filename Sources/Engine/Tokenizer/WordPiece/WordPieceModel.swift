/// Splits a word into pieces of the vocabulary, each time the longest that fits.
///
/// Mirrors `WordPiece::tokenize`:
/// https://github.com/huggingface/tokenizers/blob/v0.20.3/tokenizers/src/models/wordpiece/mod.rs
struct WordPieceModel: Sendable {
  private let words: ShortWords
  private let trie: PieceTrie
  /// Where pieces go on that continue a word: the trie's node of "##". Nil where the vocabulary has none.
  private let continuation: PieceTrie.Node?
  private let unknownID: Int32
  private let maximumScalars: Int

  /// Creates a model.
  /// - Parameters:
  ///   - words: the ids of short pieces; what is not among them is looked up in `trie`.
  ///   - trie: the vocabulary's ids by their pieces' bytes.
  ///   - continuationPrefix: what pieces that continue a word begin with.
  ///   - unknownID: the id for a word that cannot be put together.
  ///   - maximumScalars: a longer word is unknown without a look.
  init(words: ShortWords, trie: PieceTrie, continuationPrefix: String, unknownID: Int32, maximumScalars: Int) {
    self.words = words
    self.trie = trie
    self.continuation = trie.node(of: continuationPrefix.utf8)
    self.unknownID = unknownID
    self.maximumScalars = maximumScalars
  }

  /// Appends the pieces of a word of `text`, or the unknown token where it has none.
  func appendPieces(of word: WordIterator.Word, in text: NormalizedText, to output: inout PieceSequence) {
    if word.scalars <= maximumScalars, let id = words.id(of: text.bytes, word.range) {
      // No longer piece fits.
      output.append(id, text.originalRange(of: word.range))
      return
    }
    let countBefore = output.count
    var position = word.range.lowerBound
    var node: PieceTrie.Node? = PieceTrie.root
    while position < word.range.upperBound {
      guard word.scalars <= maximumScalars, let start = node,
        let match = trie.longestMatch(from: start, in: text.bytes, position..<word.range.upperBound)
      else {
        output.truncate(to: countBefore)
        output.append(unknownID, text.originalRange(of: word.range))
        return
      }
      output.append(match.value, text.originalRange(of: position..<match.end))
      position = match.end
      node = continuation
    }
  }
}
