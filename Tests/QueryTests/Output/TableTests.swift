import Testing

@testable import query

struct TableTests {
  @Test func textStandsLeftAndNumbersRight() {
    let table = Table(columns: ["token", "count"], rows: [[.text("film"), .integer(5)], [.text("a"), .integer(1234567)]])
    #expect(
      table.text(caption: "") == """
        token    count
        film         5
        a      1234567

        """)
  }

  @Test func wideAndCombiningCharactersKeepTheColumnsStraight() {
    let table = Table(
      columns: ["token", "n"], rows: [[.text("映画"), .integer(1)], [.text("e\u{301}"), .integer(2)], [.text("plain"), .integer(3)]])
    #expect(
      table.text(caption: "") == """
        token  n
        映画   1
        e\u{301}      2
        plain  3

        """)
  }

  @Test func aCaptionStandsAboveAndNullIsBlank() {
    let table = Table(columns: ["a", "b"], rows: [[.text("x"), .null], [.null, .text("y")]])
    #expect(table.text(caption: "what it is") == "what it is\n\na  b\nx\n   y\n")
  }

  @Test func aTableFitsItsWidthByCuttingTextsAndNeverNumbers() {
    let table = Table(
      columns: ["example", "label", "confidence", "text"],
      rows: [[.text("movies-1"), .text("negative"), .double(0.98765), .text(String(repeating: "film ", count: 30))]])
    for width in [60, 80, 120] {
      let lines = table.text(caption: "", width: width).split(separator: "\n").map(String.init)
      #expect(lines.map(DisplayWidth.of).max() == width || lines.map(DisplayWidth.of).max() == width - 1, "\(lines)")
      #expect(lines[1].hasPrefix("movies-1  negative      0.9877  film film") && lines[1].hasSuffix("…"))
    }
    // Where there is no room, the name of the row is cut last, and numbers are not.
    let narrow = table.text(caption: "", width: 10)
    #expect(narrow.contains("0.9877") && narrow.contains("movies-1"))
    #expect(table.text(caption: "", width: 1000) == table.text(caption: ""))
  }

  @Test func theWidestNamesAreCutFirst() {
    let fit = ColumnFit(
      names: ["token", "a", "b", "text"], natural: [30, 40, 25, 100], isCut: [true, true, true, true], widest: [30, 40, 25, 100], gap: 2)
    #expect(fit.widths(for: 201) == [30, 40, 25, 100])
    #expect(fit.widths(for: 151) == [30, 40, 25, 50])
    #expect(fit.widths(for: 115) == [30, 34, 25, 20])
    #expect(fit.widths(for: 96) == [30, 20, 20, 20])
    #expect(fit.widths(for: 60) == [28, 8, 8, 10])
    #expect(fit.widths(for: 10) == [8, 8, 8, 10])
    let number = ColumnFit(names: ["a", "n"], natural: [9, 50], isCut: [true, false], widest: [9, 12], gap: 2)
    #expect([60, 40, 22].map(number.widths(for:)) == [[9, 49], [9, 29], [8, 12]])
  }

  @Test func theHeaderOfNumbersIsCutButNoNumber() {
    let table = Table(columns: ["gold", "→ a class with a very long name"], rows: [[.text("positive"), .integer(1_234_567_890)]])
    #expect(table.text(caption: "", width: 24) == "gold      → a class wit…\npositive      1234567890\n")
  }

  @Test func aShareInWordsIsANumber() {
    let table = Table(
      columns: ["word", "error rate", "text"], rows: [[.text("film"), .text("76.3 % (72.8–79.6)"), .text("a long text that is to be cut")]])
    #expect(table.text(caption: "", width: 40).contains("film  76.3 % (72.8–79.6)  a long text t…\n"))
  }

  @Test func whatWasSearchedForStaysAndIsMarked() {
    var table = Table(
      columns: ["n", "text"], rows: [[.integer(1), .text("aaaa bbbb cccc HIT dddd eeee ffff")], [.integer(2), .text("HIT")]],
      hits: [Table.Place(row: 0, column: 1): 15..<18, Table.Place(row: 1, column: 1): 0..<3])
    #expect(table.text(caption: "") == "n  text\n1  aaaa bbbb cccc [HIT] dddd eeee ffff\n2  [HIT]\n")
    #expect(table.text(caption: "", width: 24) == "n  text\n1  …b cccc [HIT] dddd e…\n2  [HIT]\n")
    table.hitMark = HitMark(depth: .palette)
    #expect(table.text(caption: "", width: 24).contains("\n1  …bb cccc \u{1B}[1;7mHIT\u{1B}[0m dddd ee…\n"))
  }

  @Test func controlCharactersCannotLeaveTheirCell() {
    #expect(Table(columns: ["a"], rows: [[.text("x\ny\u{1B}[2J")]]).text(caption: "") == "a\nx␊y␛[2J\n")
  }

  @Test(arguments: [(0.5, "0.5000"), (0, "0.0000"), (0.00012, "1.2e-04"), (-2.25, "-2.2500"), (1e12, "1.0e+12")])
  func numbersAreRounded(value: Double, text: String) {
    #expect(Table.rounded(value) == text)
  }
}
