import Store
import TestSupport
import Testing

/// Pieces of byte-level BPE ("Ġfilm") and of Metaspace ("▁film") become the same words as those of WordPiece.
struct OtherTokenizerWordTests {
  /// A token; "Ġ" or "▁" before its surface says that it begins a word.
  private func token(_ name: String, _ offsets: Range<Int>?, _ surface: String? = nil, isSpecial: Bool = false) -> ExampleToken {
    let begins = name.hasPrefix("Ġ") || name.hasPrefix("▁")
    let piece = VocabularyPiece(
      name: name, continuesWord: !begins && !isSpecial, surface: surface ?? (begins ? String(name.unicodeScalars.dropFirst()) : nil))
    return ExampleToken(id: 5, piece: piece, segment: 0, offsets: offsets, score: 0.1, isSpecial: isSpecial)
  }

  private func words(_ text: String, _ tokens: ExampleToken...) -> [Word] { Word.words(of: tokens, text: text, pair: nil) }

  /// The words without text and offsets.
  private func bareWords(_ tokens: ExampleToken...) -> [String] {
    let bare = tokens.map {
      ExampleToken(id: $0.id, piece: $0.vocabularyPiece, segment: 0, offsets: nil, score: 0, isSpecial: $0.isSpecial)
    }
    return Word.words(of: bare, text: "", pair: nil).map(\.name)
  }

  @Test("white space that the tokenizer counts to a piece is no part of the word")
  func spaces() {
    let words = words(
      "Good  films ", token("<s>", nil, isSpecial: true), token("▁Good", 0..<4), token("▁film", 5..<10), token("s", 10..<11),
      token("▁", 11..<12), token("</s>", nil, isSpecial: true))
    #expect(words.map(\.surface) == ["Good", "films"])
    #expect(words.map(\.range) == [0..<4, 6..<11])
    #expect(words.map(\.tokens) == [1..<2, 2..<5])
  }

  @Test("the pieces of one character are one word, which keeps its case")
  func bytes() {
    let cut = [token("Ã", 0..<1, "\u{FFFD}"), token("ī", 0..<1, "\u{FFFD}"), token("ric", 1..<4)]
    #expect(Word.words(of: cut, text: "Éric", pair: nil).map(\.name) == ["Éric"])
  }

  @Test("case is that of the surfaces: the mark of byte-level BPE is a capital letter, but no part of the text")
  func marks() {
    #expect(words("A Film", token("a", 0..<1), token("Ġfilm", 2..<6)).map(\.name) == ["a", "film"])
    #expect(words("A Film", token("A", 0..<1), token("ĠFilm", 2..<6)).map(\.name) == ["A", "Film"])
  }

  @Test("a word ends at punctuation, but no piece is cut")
  func punctuation() {
    let tokens = [
      token("don", 0..<3), token("'t", 3..<5), token("Ġstop", 6..<10), token("!!!", 10..<13), token(".\"", 13..<15), token("Ġ10", 16..<18),
      token(",", 18..<19), token("000", 19..<22),
    ]
    let expected = ["don", "'t", "stop", "!!!", ".\"", "10", ",", "000"]
    #expect(Word.words(of: tokens, text: "don't stop!!!.\" 10,000", pair: nil).map(\.name) == expected)
    #expect(
      bareWords(tokens[0], tokens[1], tokens[2], tokens[3], tokens[4], tokens[5], tokens[6], tokens[7]) == expected)
  }

  @Test("white space alone belongs to the word behind it, at the end of a text to the last word, and no word is empty")
  func blanks() {
    let tokens = [
      token("<s>", nil, isSpecial: true), token("Ġ", 0..<0, ""), token("film", 1..<5), token("Ċ", 5..<6, "\n"), token("Ġ", 7..<7, ""),
      token("Ġgood", 8..<12), token("Ġ", 13..<13, ""), token("</s>", nil, isSpecial: true),
    ]
    let words = Word.words(of: tokens, text: "\tfilm\n  good ", pair: nil)
    #expect(words.map(\.surface) == ["film", "good"] && words.map(\.tokens) == [1..<3, 3..<7])
    #expect(words.map(\.range) == [1..<5, 8..<12])
    #expect(
      bareWords(tokens[0], tokens[1], tokens[2], tokens[3], tokens[4], tokens[5], tokens[6], tokens[7]) == ["film", "good"])
    let nothing = [token("<s>", nil, isSpecial: true), token("▁", 0..<1), token("▁", 1..<2), token("</s>", nil, isSpecial: true)]
    #expect(Word.words(of: nothing, text: "  ", pair: nil).isEmpty)
  }

  @Test("in scripts without spaces each piece is a word, with the marks on its letters")
  func unspaced() {
    let tokens = [
      token("▁", 0..<1), token("我", 0..<1), token("爱电影", 1..<4), token("2024", 4..<8), token("年", 8..<9), token("テスト", 9..<12),
      token("で", 12..<13), token("ด", 13..<14), token("ี", 14..<15), token("abc", 15..<18),
    ]
    let expected = ["我", "爱电影", "2024", "年", "テスト", "で", "ดี", "abc"]
    #expect(Word.words(of: tokens, text: "我爱电影2024年テストでดีabc", pair: nil).map(\.name) == expected)
    #expect(Word.words(of: tokens, text: "我爱电影2024年テストでดีabc", pair: nil)[0].tokens == 0..<2)
    // A mark in the name says that a piece of WordPiece continues a word.
    let kana = ["これ", "##は"].map(VocabularyPiece.init(wordPiece:))
    let wordPiece = zip(kana, [0..<2, 2..<3]).map { ExampleToken(id: 5, piece: $0, segment: 0, offsets: $1, score: 0) }
    #expect(Word.words(of: wordPiece, text: "これは", pair: nil).map(\.name) == ["これは"])
  }

  @Test("an unknown piece has the word that the text gives it")
  func unknown() {
    let words = words("cafés ☃", token("▁caf", 0..<3), token("<unk>", 3..<4), token("s", 4..<5), token("▁", 5..<6), token("<unk>", 6..<7))
    #expect(words.map(\.name) == ["cafés", "☃"])
  }

  @Test("signs that the tokenizer strips with the accents belong to the word")
  func signs() {
    #expect(words("नहीं हम", token("▁नह", 0..<2), token("▁हम", 4..<7)).map(\.surface) == ["नहीं", "हम"])
  }

  @Test("the scores of the words add up to those of the tokens")
  func sums() {
    let tokens = [
      token("<s>", nil, isSpecial: true), token("Ġ", 0..<0, ""), token("Ġa", 1..<2), token("Ġ", 3..<3, ""),
      token("</s>", nil, isSpecial: true),
    ]
    let words = Word.words(of: tokens, text: " a  ", pair: nil)
    #expect(words.flatMap(\.tokens) == Array(1...3))
  }
}
