/// The last step of a tokenizer, which splits words into pieces of its vocabulary: WordPiece, BPE or Unigram.
protocol PieceModel: Sendable {
  /// Appends the pieces of a word.
  /// - Parameters:
  ///   - word: A range of the text's bytes, at borders of Unicode scalars; not empty.
  ///   - text: The section of the text that the word is in.
  ///   - output: Receives the pieces' ids, and their offsets in the original text.
  func appendPieces(of word: Range<Int>, in text: NormalizedText, to output: inout PieceSequence)
}
