import Store
import Testing

/// Pieces become words by where they lie in the text; without it, where one continues the other.
struct WordTests {
  private func token(_ piece: String, _ offsets: Range<Int>?, segment: UInt8 = 0) -> ExampleRecord.Token {
    ExampleRecord.Token(id: 5, piece: piece, segment: segment, offsets: offsets, score: 0.1)
  }

  private func words(_ text: String, pair: String? = nil, _ tokens: ExampleRecord.Token...) -> [Word] {
    Word.words(of: tokens, text: text, pair: pair)
  }

  @Test func `pieces that touch are one word, whatever they look like`() {
    let words = words(
      "unwatchable film", token("[CLS]", nil), token("un", 0..<2), token("@@watch", 2..<7), token("##able", 7..<11), token("film", 12..<16),
      token("[SEP]", nil))
    #expect(words == [Word(name: "unwatchable", tokens: 1..<4), Word(name: "film", tokens: 4..<5)])
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

  @Test func `a word the model reads in lower case is one word in any case, as the text has it in each place`() {
    let uncased = words("Bad É", token("bad", 0..<3), token("e", 4..<5))
    #expect(uncased.map(\.name) == ["bad", "é"])
    #expect(uncased.map(\.surface) == ["Bad", "É"])
    #expect(words("US", token("U", 0..<1), token("##S", 1..<2)).map(\.name) == ["US"])
  }

  @Test func `an unknown word is named as the text has it`() {
    #expect(words("Żółć", token("[UNK]", 0..<4)).map(\.name) == ["Żółć"])
  }

  @Test func `what the tokenizer drops does not end a word`() {
    let words = words(
      "un\u{AD}watch cafe\u{301}s a\u{0}b", token("un", 0..<2), token("##watch", 3..<8), token("cafe", 9..<13), token("##s", 14..<15),
      token("a", 16..<17), token("##b", 18..<19))
    #expect(words.map { Array($0.name.unicodeScalars) } == ["un\u{AD}watch", "cafe\u{301}s", "a\u{0}b"].map { Array($0.unicodeScalars) })
  }

  @Test func `pieces that share a letter are one word`() {
    #expect(words("½", token("1", 0..<1), token("##2", 0..<1)) == [Word(name: "½", tokens: 0..<2)])
  }

  @Test func `no word spans text and pair`() {
    let words = words("bor", pair: "---ing", token("bor", 0..<3), token("##ing", 3..<6, segment: 1))
    #expect(words.map(\.name) == ["bor", "ing"])
  }

  @Test func `offsets beyond the text give what there is`() {
    #expect(words("ab", token("a", 0..<1), token("##b", 1..<9), token("##c", 9..<12)).map(\.name) == ["ab"])
  }

  @Test func `nothing has no words`() {
    #expect(words("").isEmpty)
    #expect(words("", token("[CLS]", nil), token("[SEP]", nil)).isEmpty)
  }
}
