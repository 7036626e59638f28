import Testing

@testable import Presentation

/// TSV, Markdown, and CSV for spreadsheets.
struct RowFormatTests {
  private func line(_ cells: [Cell], as format: ListingFormat) throws -> String {
    try captured { sink in
      let columns = cells.indices.map { "c\($0)" }
      try format.rowWriter(columns: columns, to: sink)?.write(cells, to: sink)
    }
  }

  @Test func tsvIsARowALineWithoutQuotes() throws {
    #expect(
      try line([.text("say \"hi\""), .text("a\tb\r\nc\\d"), .null, .double(0.1), .flag(true)], as: .tsv)
        == "c0\tc1\tc2\tc3\tc4\nsay \"hi\"\ta\\tb\\r\\nc\\\\d\t\t0.1\ttrue\n")
  }

  @Test func markdownShowsATextAsItIs() throws {
    #expect(
      try line([.text("a|b *c* <i> _d_ \\ [e](f)\r\ng"), .double(0.25), .null, .integer(3)], as: .md)
        == "| c0 | c1 | c2 | c3 |\n| --- | ---: | --- | ---: |\n"
        + "| a\\|b \\*c\\* \\<i\\> \\_d\\_ \\\\ \\[e\\](f)<br>g | 0.2500 |  | 3 |\n")
    #expect(
      try captured { try Listing(caption: "A_b", rowsKey: "r", columns: ["x"], rows: []).write(as: .md, to: $0) }
        == "A\\_b\n\n| x |\n| --- |\n")
  }

  @Test(
    arguments: [
      ("=1+1", "'=1+1"), ("@SUM(A1)", "'@SUM(A1)"), ("+1", "'+1"), ("-x", "'-x"), (" =1", "' =1"), ("\t=1", "'\t=1"),
      ("\u{FF1D}1", "'\u{FF1D}1"),
      ("\r=1", "\"'\r=1\""), ("=cmd|' /C calc'!A0,b", "\"'=cmd|' /C calc'!A0,b\""), ("-1.6", "-1.6"), ("-1e-5", "-1e-5"), ("-1-2", "'-1-2"),
      ("a=b", "a=b"), ("", ""), ("'quoted'", "'quoted'"), ("naïve", "naïve"),
    ])
  func aTextIsNoFormulaInASpreadsheet(text: String, field: String) throws {
    #expect(try line([.text(text), .double(-0.5), .integer(-3)], as: .excel) == "\u{FEFF}c0,c1,c2\r\n\(field),-0.5,-3\r\n")
    #expect(try !line([.text(text)], as: .csv).contains("\u{FEFF}"))
  }

  @Test func aNumberOfAKeptColumnIsWrittenAsItStands() throws {
    let cells: [Cell] = [.json("-1.50"), .json("[1, \"a\"]"), .json("true")]
    #expect(try line(cells, as: .csv) == "c0,c1,c2\n-1.50,\"[1, \"\"a\"\"]\",true\n")
    #expect(try line(cells, as: .excel).hasSuffix("\r\n-1.50,\"[1, \"\"a\"\"]\",true\r\n"))
    #expect(try line(cells, as: .jsonl) == "{\"c0\":-1.50,\"c1\":[1, \"a\"],\"c2\":true}\n")
    #expect(try line([.json("[\"\u{9B}\", \n2]")], as: .jsonl) == "{\"c0\":[\"\\u009b\",  2]}\n")
  }
}
