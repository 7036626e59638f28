import Testing

@testable import Presentation

struct NumberedTextTests {
  /// The lines of `text`, each word a unit with the score of the same index.
  private func lines(_ text: String, scores: [Double], width: Int) -> String {
    let scalars = Array(text.unicodeScalars)
    let words = scalars.indices.split { scalars[$0].properties.isWhitespace }.map { $0.startIndex..<$0.endIndex }
    let units = words.enumerated().map { (unit: $0, offsets: $1) }
    return NumberedText(width: width).lines(
      of: SegmentText(scalars, units: Array(units.prefix(scores.count))), scores: scores, maximum: scores.max() ?? 0)
  }

  @Test func numbersStandUnderTheirWords() {
    #expect(
      lines("a terrible film", scores: [0.01, 0.5, 0.125], width: 80) == """
        a      terrible  film
        ▁ 1.0  █ 50.0    ▂ 12.5

        """)
  }

  @Test func widthsAreThoseOfTheTerminalsCells() {
    #expect(lines("映画映画 e\u{301} x", scores: [0.5, 0.5, 0.5], width: 80) == "映画映画  e\u{301}       x\n█ 50.0    █ 50.0  █ 50.0\n")
  }

  @Test func linesAreNoWiderThanTheTerminal() {
    let text = lines(Array(repeating: "word", count: 50).joined(separator: " "), scores: Array(repeating: 0.02, count: 50), width: 30)
    #expect(text.split(separator: "\n").allSatisfy { DisplayWidth.of(String($0)) <= 30 })
    #expect(text.split(separator: "\n").count == 2 * 13)
  }

  @Test func aWordWiderThanTheTerminalGoesOnInTheNextLine() {
    #expect(
      lines("abcdefghijkl mn", scores: [0.5, 0.25], width: 8) == """
        abcdefgh
        █ 50.0

        ijkl

        mn
        ▄ 25.0

        """)
  }

  @Test func whatHasNoScoreHasNoNumberAndLinesOfTheTextStayLines() {
    #expect(lines("bad film\nthe end", scores: [0.5], width: 80) == "bad     film\n█ 50.0\n\nthe  end\n")
  }

  @Test func controlCharactersDoNotReachTheTerminal() {
    #expect(!lines("\u{1B}[31mx \u{1B}[0m", scores: [0.5], width: 80).contains("\u{1B}"))
  }
}
