/// Splits a word into pieces of the vocabulary, each the longest that fits.
///
/// Mirrors `WordPiece::tokenize`:
/// https://github.com/huggingface/tokenizers/blob/v0.20.3/tokenizers/src/models/wordpiece/mod.rs
struct WordPieceModel: Sendable {
  private let words: ShortWords
  private let trie: PieceTrie
  /// The trie's node of "##", from which pieces that continue a word are looked up; nil where the vocabulary has none.
  private let continuation: PieceTrie.Node?
  private let unknownID: Int32
  private let maximumScalars: Int

  /// Creates a model.
  /// - Parameters:
  ///   - words: The ids of short pieces; others are looked up in `trie`.
  ///   - trie: The vocabulary's ids by the bytes of their pieces.
  ///   - continuationPrefix: The prefix of pieces that continue a word.
  ///   - unknownID: The id for a word without pieces.
  ///   - maximumScalars: Upper bound of a word's scalars; longer words become the unknown token.
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
      // The word itself is a piece, so no longer one can fit.
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
