import Store
import Support
import TestSupport
import Testing

/// A ranking knows a piece by its name, and punctuation by its spelling, whatever mark the tokenizer has.
struct TokenSpellingTests {
  @Test("a piece is punctuation if it is spelled as punctuation, with any tokenizer's mark before it")
  func punctuation() {
    for (piece, isPunctuation) in [
      (VocabularyPiece(wordPiece: "##,"), true), (VocabularyPiece(wordPiece: ","), true), (VocabularyPiece(wordPiece: "##ing"), false),
      // A vowel sign of Devanagari is a mark on a letter.
      (VocabularyPiece(wordPiece: "##\u{93C}"), false), (VocabularyPiece(name: "▁!", surface: "!"), true),
      (VocabularyPiece(name: "Ġ...", surface: "..."), true), (VocabularyPiece(name: "▁film", surface: "film"), false),
      (VocabularyPiece(name: "##"), true),
    ] {
      let token = TokenSpelling(piece)
      #expect(token.name == piece.name && Punctuation.isAll(of: token.spelling) == isPunctuation, "\(token)")
    }
    #expect(TokenSpelling(word: "film") == TokenSpelling(VocabularyPiece(name: "film")))
  }
}
