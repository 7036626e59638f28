import Testing

@testable import query

struct AttributedTextTests {
  @Test func runsCoverTheWholeText() {
    let text = AttributedText("a bad film", tokens: [(offsets: 6..<10, score: 0.2), (offsets: 2..<5, score: 0.6)])
    #expect(
      text.runs == [
        .init(range: 0..<2, score: nil), .init(range: 2..<5, score: Double(Float(0.6))), .init(range: 5..<6, score: nil),
        .init(range: 6..<10, score: Double(Float(0.2))),
      ])
  }

  @Test func tokensOfOneLetterAreAddedUp() {
    let text = AttributedText("한", tokens: [(offsets: 0..<1, score: 0.25), (offsets: 0..<1, score: 0.5)])
    #expect(text.runs == [.init(range: 0..<1, score: 0.75)])
  }

  @Test func withoutColourWhatStandsOutIsInBrackets() {
    let text = AttributedText(
      "a bad\nfilm", tokens: [(offsets: 0..<1, score: 0), (offsets: 2..<5, score: 0.6), (offsets: 6..<10, score: 0.25)])
    #expect(text.marked(maximum: text.maximum, isColored: false) == "a [[bad]]\n[film]")
  }

  @Test func withColourTheBackgroundFollowsTheScore() {
    let text = AttributedText("a bad", tokens: [(offsets: 0..<1, score: 0), (offsets: 2..<5, score: 0.6)])
    #expect(text.marked(maximum: text.maximum, isColored: true) == "a \u{1B}[38;5;16;48;5;196mbad\u{1B}[0m")
  }

  @Test func escapeSequencesOfTheCorpusDoNotReachTheTerminal() {
    let text = AttributedText("x\u{1B}[31my\r\n", tokens: [(offsets: 0..<1, score: 1)])
    #expect(text.marked(maximum: 1, isColored: false) == "[[x]]␛[31my\n")
  }

  @Test func offsetsBeyondTheTextAreCutOff() {
    let text = AttributedText("ab", tokens: [(offsets: 1..<9, score: 1), (offsets: 7..<9, score: 1)])
    #expect(text.runs == [.init(range: 0..<1, score: nil), .init(range: 1..<2, score: 1)])
  }

  @Test func anEmptyTextHasNoRuns() {
    #expect(AttributedText("", tokens: []).runs.isEmpty)
    #expect(AttributedText("", tokens: []).marked(maximum: 0, isColored: true) == "")
  }
}
