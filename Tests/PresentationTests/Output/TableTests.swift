import Testing

@testable import Presentation

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
    // In a narrow table, the name of the row is shortened last, and numbers are never shortened.
    let narrow = table.text(caption: "", width: 10)
    #expect(narrow.contains("0.9877") && narrow.contains("movies-1"))
    #expect(table.text(caption: "", width: 1000) == table.text(caption: ""))
  }

  @Test func theWidestNamesAreCutFirst() {
    let fit = ColumnFit(
      names: ["token", "a", "b", "text"], natural: [30, 40, 25, 100], isCut: [true, true, true, true], floors: [0, 0, 0, 0], gap: 2)
    #expect(fit.widths(for: 201) == [30, 40, 25, 100])
    #expect(fit.widths(for: 151) == [30, 40, 25, 50])
    #expect(fit.widths(for: 115) == [30, 34, 25, 20])
    #expect(fit.widths(for: 96) == [30, 20, 20, 20])
    #expect(fit.widths(for: 60) == [28, 8, 8, 10])
    #expect(fit.widths(for: 10) == [8, 8, 8, 10])
    let number = ColumnFit(names: ["a", "n"], natural: [9, 50], isCut: [true, false], floors: [0, 12], gap: 2)
    #expect([60, 40, 22].map(number.widths(for:)) == [[9, 49], [9, 29], [8, 12]])
  }

  @Test func theHeaderOfNumbersIsCutButNoNumber() {
    let table = Table(columns: ["gold", "→ a class with a very long name"], rows: [[.text("positive"), .integer(1_234_567_890)]])
    #expect(table.text(caption: "", width: 24) == "gold      → a class wit…\npositive      1234567890\n")
  }

  @Test func aShareInWordsIsANumber() {
    let table = Table(
      columns: ["word", "error rate", "text"], rows: [[.text("film"), .text("76.3 % (72.8–79.6)"), .text("a long text that is to be cut")]])
    #expect(table.text(caption: "", width: 40).contains("film  76.3 %       a long text that is…\n      (72.8–79.6)\n"))
  }

  @Test func anIntervalGoesIntoALineOfItsOwnBeforeAnythingGoesOnBelow() {
    var table = Table(
      columns: ["class", "gold", "precision", "recall"],
      rows: [
        [.text("negative"), .integer(12), .text("76.3 % (72.8–79.6)"), .text("8.0 % (< 0.1–50.0)")],
        [.text("mean"), .null, .text("42.0 %"), .null],
      ])
    #expect(
      table.text(caption: "", width: 44) == """
        class     gold  precision    recall
        negative    12  76.3 %       8.0 %
                        (72.8–79.6)  (< 0.1–50.0)
        mean            42.0 %

        """)
    table.breaks = ["precision"]
    #expect(
      table.text(caption: "", width: 36) == """
        class     gold
        negative    12
        mean

        class     precision    recall
        negative  76.3 %       8.0 %
                  (72.8–79.6)  (< 0.1–50.0)
        mean      42.0 %

        """)
    #expect(table.text(caption: "", width: 100) == table.text(caption: ""))
  }

  @Test func optionalColumnsGiveWayTheFirstNamedFirstAndTheCaptionSaysSo() {
    var table = Table(
      columns: ["example", "text", "a", "b", "c"],
      rows: [[.text("e1"), .text(String(repeating: "film ", count: 9)), .text("0123456789"), .text("9007199254740992"), .integer(7)]])
    table.optional = ["a", "c", "b"]
    #expect(
      table.text(caption: "1 example", width: 47)
        == "1 example; left out to fit the width: a, c\n\nexample  text                  b\ne1       film film film film…  9007199254740992\n"
    )
    #expect(table.text(caption: "", width: 60).hasPrefix("left out to fit the width: a\n\nexample  text "))
  }

  @Test func noNumberIsCutWhetherItIsOneOrIsWrittenInAText() {
    let numbers: [Cell] = [
      .text("9007199254740992"), .json("12345678901234567890"), .text("-1.2345678901e-10"), .text("2024-02-29T12:30:00Z"),
    ]
    let table = Table(
      columns: ["name", "a", "b", "c", "d", "text"],
      rows: [
        [.text("film")] + numbers + [.text("12345 is all that there is to say")],
        [.text("bad")] + numbers.map { _ in .text("no number at all in here") } + [.null],
      ])
    for width in [1, 20, 40, 80, 100] {
      let text = table.text(caption: "", width: width)
      for number in numbers { #expect(text.contains(number.plainText), "\(text)") }
      if width >= 40 { #expect(text.split(separator: "\n").allSatisfy { DisplayWidth.of(String($0)) <= width }, "\(text)") }
    }
    #expect(table.text(caption: "", width: 100).contains("no number at al…"))
  }

  @Test func headersAreCutOnlySoFarThatTheyDiffer() {
    let table = Table(
      columns: ["token", "error_rate", "error_rate_lower", "error_rate_upper"],
      rows: [[.text("film"), .double(0.5), .double(0.25), .double(0.75)]])
    #expect(
      table.text(caption: "", width: 47) == """
        token  error_rate  error_rate_l…  error_rate_u…
        film       0.5000         0.2500         0.7500

        """)
    #expect(table.text(caption: "", width: 40).contains("\n\ntoken  error_rate_upper\n"))
  }

  @Test func onlyWholeIDsAreLeftOut() {
    let table = Table(
      columns: ["token", "examples"], rows: [[.text("film"), .text("tweets-4, tweets-89, tweets-117")], [.text("bad"), .text("a1")]])
    let (whole, two, one) = (40, 30, 15)
    #expect(table.text(caption: "", width: whole).contains("film   tweets-4, tweets-89, tweets-117\nbad    a1\n"))
    #expect(table.text(caption: "", width: two).contains("film   tweets-4, tweets-89, …\nbad    a1\n"))
    #expect(table.text(caption: "", width: one).contains("film   tweets-4, …\nbad    a1\n"))
  }

  @Test func whatIsTooWideGoesOnBelowWithItsFirstColumn() {
    let table = Table(
      columns: ["gold"] + (1...6).map { "→ class \($0)" }, rows: [[.text("class 1")] + (1...6).map { .integer($0 * 1_000_000) }])
    #expect(
      table.text(caption: "Labels", width: 40) == """
        Labels

        gold     → class 1  → class 2  → class 3
        class 1    1000000    2000000    3000000

        gold     → class 4  → class 5  → class 6
        class 1    4000000    5000000    6000000

        """)
  }

  @Test func aCaptionIsBrokenAtBlanks() {
    let table = Table(columns: ["a"], rows: [])
    #expect(table.text(caption: "What stands above a table\nin two lines", width: 12) == "What stands\nabove a\ntable\nin two lines\n\na\n")
    #expect(table.text(caption: "accuracy 76.3 %, no more", width: 14) == "accuracy\n76.3 %, no\nmore\n\na\n")
    #expect(table.text(caption: "\u{1B}[2J", width: nil) == "␛[2J\n\na\n")
  }

  @Test(
    arguments: [
      ("12", true), ("-1.5e3", true), ("0.1–0.2", true), ("< 1e-300", true), ("< 0.1 %", true), ("76.3 %", true),
      ("76.3 % (72.8–79.6)", true),
      ("5.0 % (< 0.1–9.9)", true), ("2024-02-29", true), ("50 % off", false), ("50 % (half)", false), ("1-2-3", true), ("007", true),
      ("$1,234.50", true), ("12:30", true), ("29.02.2024", true), ("v1.2", false), ("-", false),
      ("film", false), ("%", false),
      ("< all", false), ("12 films", false),
    ])
  func figuresAreToldFromTexts(text: String, isFigure: Bool) {
    #expect(Figure.isOne(text) == isFigure)
  }

  @Test func aQValueIsNeverShownAsZero() {
    let table = Table(
      columns: ["token", "q"], rows: [0, 1e-301, 7.4e-128, 0.25].map { [.text("film"), Figure.cell(ofQ: $0)] })
    #expect(
      table.text(caption: "") == """
        token         q
        film   < 1e-300
        film   < 1e-300
        film   7.4e-128
        film     0.2500

        """)
    #expect(Figure.cell(ofQ: nil) == .null)
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
