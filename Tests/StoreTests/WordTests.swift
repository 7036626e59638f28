import Store
import Testing

/// Pieces become words where one continues the other.
struct WordTests {
  private func token(_ piece: String, _ offsets: Range<Int>?, segment: UInt8 = 0) -> ExampleRecord.Token {
    ExampleRecord.Token(id: 5, piece: piece, segment: segment, offsets: offsets, score: 0.1)
  }

  @Test func `further pieces join where they begin at the end of the one before`() {
    let tokens = [
      token("[CLS]", nil), token("bor", 0..<3), token("##ing", 3..<6), token("film", 7..<11), token("##s", 12..<13), token("[SEP]", nil),
    ]
    #expect(
      Word.words(of: tokens) == [Word(name: "boring", tokens: 1..<3), Word(name: "film", tokens: 3..<4), Word(name: "##s", tokens: 4..<5)])
    #expect(Word.names(of: tokens) == ["", "boring", "boring", "film", "##s", ""])
  }

  @Test func `two number signs alone continue nothing`() {
    let tokens = [token("a", 0..<1), token("##", 1..<3)]
    #expect(Word.words(of: tokens).map(\.name) == ["a", "##"])
  }

  @Test func `no word spans text and pair`() {
    let tokens = [token("bor", 0..<3), token("##ing", 3..<6, segment: 1)]
    #expect(Word.words(of: tokens).map(\.name) == ["bor", "##ing"])
  }

  @Test func `a piece may begin with a combining mark`() {
    let tokens = [token("e", 0..<1), token("##\u{301}", 1..<2)]
    #expect(Word.words(of: tokens).map { Array($0.name.unicodeScalars) } == [["e", "\u{301}"]])
  }

  @Test func `nothing has no words`() {
    #expect(Word.words(of: []).isEmpty)
    #expect(Word.words(of: [token("[CLS]", nil), token("[SEP]", nil)]).isEmpty)
  }
}
