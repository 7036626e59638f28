import Testing

@testable import Presentation

struct ColoredLinesTests {
  @Test func linesEndAtBlanks() {
    #expect(ColoredLines.fitting("one two three", width: 7) == "one two\nthree")
    #expect(ColoredLines.fitting("one two  three", width: 8) == "one two\nthree")
    #expect(ColoredLines.fitting("one two three", width: nil) == "one two three")
    #expect(ColoredLines.fitting("incomprehensible of it", width: 6) == "incomprehensible\nof it")
    #expect(ColoredLines.fitting("  in a\n\nline", width: 5) == "  in\na\n\nline")
    // A no-break space keeps words together, a wide character takes two columns, and a tab extends to the next tab stop.
    #expect(ColoredLines.fitting("ab c\u{A0}d", width: 5) == "ab\nc\u{A0}d")
    #expect(ColoredLines.fitting("映画 映画", width: 8) == "映画\n映画")
    #expect(ColoredLines.fitting("a\tb c", width: 9) == "a\tb\nc")
  }

  @Test func aColourGoesOnBehindABreak() {
    let (red, reset) = ("\u{1B}[41m", "\u{1B}[0m")
    #expect(ColoredLines.fitting("a \(red)bc\(reset) d", width: 4) == "a \(red)bc\(reset)\nd")
    #expect(ColoredLines.fitting("a \(red)bc\(reset)", width: 3) == "a\n\(red)bc\(reset)")
    #expect(ColoredLines.fitting("\(red)ab cd\(reset) e", width: 4) == "\(red)ab\(reset)\n\(red)cd\(reset) e")
  }

  @Test func itemsStayTogether() {
    #expect(Paragraph.items(["not 1 %", "bad 2 %"], after: "strongest:", width: nil) == "strongest: not 1 % · bad 2 %")
    #expect(Paragraph.items(["not 1 %", "bad 2 %"], after: "strongest:", width: 20) == "strongest: not 1 % ·\nbad 2 %")
    #expect(Paragraph.items(["not 1 %", "bad 2 %"], after: "strongest:", width: 19) == "strongest:\nnot 1 % · bad 2 %")
    #expect(Paragraph.items(["one of many words", "b"], width: 9) == "one of\nmany\nwords · b")
  }
}
