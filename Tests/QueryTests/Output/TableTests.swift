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

  @Test func controlCharactersCannotLeaveTheirCell() {
    #expect(Table(columns: ["a"], rows: [[.text("x\ny\u{1B}[2J")]]).text(caption: "") == "a\nx␊y␛[2J\n")
  }

  @Test(arguments: [(0.5, "0.5000"), (0, "0.0000"), (0.00012, "1.2e-04"), (-2.25, "-2.2500"), (1e12, "1.0e+12")])
  func numbersAreRounded(value: Double, text: String) {
    #expect(Table.rounded(value) == text)
  }
}
