/// The last step of a tokenizer, which splits words into pieces of its vocabulary: WordPiece, BPE or Unigram.
protocol PieceModel: Sendable {
  /// Appends the pieces of a word.
  /// - Parameters:
  ///   - word: A range of the text's bytes, at borders of Unicode scalars; not empty.
  ///   - text: The section of the text that the word is in.
  ///   - output: Receives the pieces' ids, and their offsets in the original text.
  func appendPieces(of word: Range<Int>, in text: NormalizedText, to output: inout PieceSequence)

  /// Appends the pieces of words until `output` has more than `limit` pieces. A model may keep what it learns from one word for the next.
  func appendPieces(of words: [Range<Int>], in text: NormalizedText, limit: Int, to output: inout PieceSequence)
}

extension PieceModel {
  func appendPieces(of words: [Range<Int>], in text: NormalizedText, limit: Int, to output: inout PieceSequence) {
    for word in words {
      if output.count > limit { break }
      appendPieces(of: word, in: text, to: &output)
    }
  }
}
