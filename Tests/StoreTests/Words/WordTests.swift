import Store
import TestSupport
import Testing

/// Pieces become words by their positions in the text; without it, by the marks of pieces that continue a word.
struct WordTests {
  private func token(_ piece: String, _ offsets: Range<Int>?, segment: UInt8 = 0) -> ExampleToken {
    ExampleToken(id: 5, piece: piece, segment: segment, offsets: offsets, score: 0.1)
  }

  private func words(_ text: String, pair: String? = nil, _ tokens: ExampleToken...) -> [Word] {
    Word.words(of: tokens, text: text, pair: pair)
  }

  @Test func `pieces that touch are one word, whatever they look like`() {
    let words = words(
      "unwatchable film", token("[CLS]", nil), token("un", 0..<2), token("@@watch", 2..<7), token("##able", 7..<11), token("film", 12..<16),
      token("[SEP]", nil))
    #expect(words == [Word(name: "unwatchable", tokens: 1..<4, start: 0), Word(name: "film", tokens: 4..<5, start: 12)])
  }

  @Test func `punctuation is a word of its own, and so is a Chinese character`() {
    let words = words(
      "don't!!電影a", token("don", 0..<3), token("'", 3..<4), token("t", 4..<5), token("!", 5..<6), token("!", 6..<7), token("電", 7..<8),
      token("影", 8..<9), token("a", 9..<10))
    #expect(words.map(\.name) == ["don", "'", "t", "!", "!", "電", "影", "a"])
  }

  @Test func `a mark that the tokenizer reads in another form stands alone, too`() {
    #expect(words("a≠b", token("a", 0..<1), token("=", 1..<2), token("b", 2..<3)).map(\.name) == ["a", "≠", "b"])
  }

  @Test func `a word that the model reads in lower case is one word in any case, with the surface of each occurrence`() {
    let uncased = words("Bad É", token("bad", 0..<3), token("e", 4..<5))
    #expect(uncased.map(\.name) == ["bad", "é"])
    #expect(uncased.map(\.surface) == ["Bad", "É"])
    #expect(words("US", token("U", 0..<1), token("##S", 1..<2)).map(\.name) == ["US"])
  }

  @Test func `an unknown word has the name that the text gives it`() {
    #expect(words("Żółć", token("[UNK]", 0..<4)).map(\.name) == ["Żółć"])
  }

  @Test func `characters that the tokenizer drops do not end a word`() {
    let words = words(
      "un\u{AD}watch cafe\u{301}s a\u{0}b", token("un", 0..<2), token("##watch", 3..<8), token("cafe", 9..<13), token("##s", 14..<15),
      token("a", 16..<17), token("##b", 18..<19))
    #expect(words.map { Array($0.name.unicodeScalars) } == ["unwatch", "caf\u{E9}s", "a\u{0}b"].map { Array($0.unicodeScalars) })
    #expect(words.map { Array($0.surface.unicodeScalars) }[1] == Array("cafe\u{301}s".unicodeScalars))
  }

  /// Each text is one word, whose tokens end before characters that the tokenizer drops.
  @Test(
    arguments: [
      // Devanagari candrabindu and anusvara, Thai vowels, Arabic and Hebrew points, Vietnamese in form D.
      ("नहीं", 3), ("हाँ", 2), ("मี", 1), ("ดี่", 1), ("كتابٌ", 4), ("שָׁ", 1), ("be\u{302}\u{301}", 2),
      // A mark behind a dropped character, a joiner, a variation selector, a soft hyphen, controls, an ideographic variation.
      ("a\u{200D}\u{301}", 1), ("نمی\u{200C}", 3), ("\u{2764}\u{FE0F}", 1), ("un\u{AD}", 2), ("a\u{7}", 1), ("a\u{FFFD}\u{0}", 1),
      ("葛\u{E0100}", 1),
    ])
  func `a word includes the characters behind it that the tokenizer drops`(text: String, read: Int) throws {
    for (behind, isAlone) in [("", true), (" x", false), ("!", false), ("\nx", false)] {
      let next = text.unicodeScalars.count + (behind == "!" ? 0 : 1)
      let tokens = [token("[UNK]", 0..<read)] + (isAlone ? [] : [token("x", next..<next + 1)])
      let word = try #require(Word.words(of: tokens, text: text + behind, pair: nil).first)
      #expect(Array(word.surface.utf8) == Array(text.utf8))
      #expect(word.range == 0..<text.unicodeScalars.count)
      #expect(word.tokens == 0..<1)
    }
  }

  @Test func `a word of the pair extends to the pair's end, a word of the text not beyond the text`() {
    let words = words("ह\u{901}", pair: "म\u{902}", token("ह", 0..<1), token("म", 0..<1, segment: 1))
    #expect(words.map(\.surface) == ["ह\u{901}", "म\u{902}"])
  }

  @Test func `white space and marks that are read end a word`() {
    #expect(words("a\u{A0}\u{301}b", token("a", 0..<1), token("b", 3..<4)).map(\.surface) == ["a", "b"])
    #expect(words("e\u{301}", token("e", 0..<1), token("##\u{301}", 1..<2)) == [Word(name: "e\u{301}", tokens: 0..<2, start: 0)])
  }

  @Test func `canonically equal words have one name and stand as the text has them`() {
    let words = words(
      "\u{C9}t\u{E9} E\u{301}te\u{301} \u{212B} \u{1112}\u{1161}", token("ete", 0..<3), token("ete", 4..<8), token("a", 10..<11),
      token("ᄒ", 12..<13), token("##ᅡ", 13..<14))
    #expect(words.map { Array($0.name.utf8) } == ["\u{E9}t\u{E9}", "\u{E9}t\u{E9}", "\u{E5}", "하"].map { Array($0.utf8) })
    #expect(Array(words[1].surface.unicodeScalars) == Array("E\u{301}te\u{301}".unicodeScalars))
  }

  @Test func `the blocks of Chinese characters are the tokenizer's`() {
    // U+2B820 lies in extension E, but not in the tokenizer's block of it, which begins at U+2B920.
    let (before, first) = ("\u{2B820}", "\u{2B920}")
    let one = words(before + "a", token("[UNK]", 0..<2))
    #expect(one.map(\.surface) == [before + "a"])
    #expect(words(before + "a", token(before, 0..<1), token("##a", 1..<2)).map(\.surface) == [before + "a"])
    #expect(words(before + "a", token(before, 0..<1), token("a", 1..<2)).map(\.surface) == [before + "a"])
    #expect(words(first + "a", token(first, 0..<1), token("a", 1..<2)).map(\.surface) == [first, "a"])
  }

  @Test func `where the tokenizer continues a word from a Chinese character, the word continues`() {
    #expect(words("電影a", token("電", 0..<1), token("##影", 1..<2), token("##a", 2..<3)).map(\.surface) == ["電影a"])
  }

  @Test func `pieces that share a letter are one word`() {
    #expect(words("½", token("1", 0..<1), token("##2", 0..<1)) == [Word(name: "½", tokens: 0..<2, start: 0)])
  }

  @Test func `no word spans text and pair`() {
    let words = words("bor", pair: "---ing", token("bor", 0..<3), token("##ing", 3..<6, segment: 1))
    #expect(words.map(\.name) == ["bor", "ing"])
  }

  @Test func `offsets beyond the text give the characters that exist`() {
    #expect(words("ab", token("a", 0..<1), token("##b", 1..<9), token("##c", 9..<12)).map(\.name) == ["ab"])
  }

  @Test func `nothing has no words`() {
    #expect(words("").isEmpty)
    #expect(words("", token("[CLS]", nil), token("[SEP]", nil)).isEmpty)
  }
}
