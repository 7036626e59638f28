import Foundation
import TestSupport
import Testing

@testable import Indexer

/// Delimiters, and the meaning of quotes.
struct DelimiterTests {
  private func texts(_ text: String, _ layout: CorpusLayout) throws -> [String?] { try readCorpus(text, layout).map(\.good?.text) }

  @Test(arguments: ["label;text\nx;a, b\n", "label\ttext\nx\ta, b\n", "\"label\";\"text\"\n\"x\";\"a, b\"\n", "\"la,bel\";text\nx;a, b\n"])
  func semicolonsAndTabsAreNoticedWhereTheHeaderHasNoComma(text: String) throws {
    #expect(try texts(text, CorpusLayout(format: .csv)) == ["a, b"])
  }

  @Test func aCommaInTheHeaderDecides() throws {
    #expect(try texts("text,a;b\nx;y,z\n", CorpusLayout(format: .csv)) == ["x;y"])
    #expect(try texts("text\na;b\n", CorpusLayout(format: .csv)) == ["a;b"])
  }

  @Test(arguments: ["sep=;\r\ntext;label\r\na, b;x\r\n", "\"sep=;\"\ntext;label\na, b;x\n", "\u{FEFF}SEP=;\ntext;label\na, b;x\n"])
  func theFirstLineOfExcelIsNoRecord(text: String) throws {
    let items = try readCorpus(text, .csv)
    #expect(items.map(\.good?.text) == ["a, b"])
    #expect(items.map(\.place.line) == [3])
    #expect(items.map(\.place.row) == [1])
  }

  @Test func theCommandLineDecides() throws {
    #expect(try texts("text|label\na, b|x\n", CorpusLayout(format: .csv, delimiter: UInt8(ascii: "|"))) == ["a, b"])
    #expect(try texts("text;label,x\na;b\n", CorpusLayout(format: .csv, delimiter: UInt8(ascii: ";"))) == ["a"])
    #expect(try texts("text,label\n\"a\",x\n", CorpusLayout(format: .csv, quotes: QuoteRule.none)) == ["\"a\""])
    #expect(try texts("text\tlabel\n\"a\tb\"\tx\n", CorpusLayout(format: .tsv, quotes: .csv)) == ["a\tb"])
  }

  @Test func aHeaderThatIsOneFieldTellsWhatToTry() {
    let error = #expect(throws: IndexerError.self) { try readCorpus("text|label\na|b\n", .csv) }
    #expect(error?.description.hasSuffix("; it has 'text|label': if '|' separates its fields, add --delimiter '|'") == true)
    let comma = #expect(throws: IndexerError.self) { try readCorpus("text,label\na,b\n", .tsv) }
    #expect(comma?.description.hasSuffix("add --delimiter ','") == true)
  }

  @Test func aHeaderInQuotesTellsWhatToTry() throws {
    let error = #expect(throws: IndexerError.self) { try readCorpus("\"text\"\t\"label\"\n\"a\"\t\"x\"\n", .tsv) }
    #expect(error?.description.hasSuffix(": add --quotes csv where quotes enclose fields") == true)
    #expect(try texts("\"text\"\t\"label\"\n\"a\"\t\"x\"\n", CorpusLayout(format: .tsv, quotes: .csv)) == ["a"])
  }

  @Test("quotes of a TSV are ordinary characters, as in GLUE's files")
  func quotesOfATSV() throws {
    let items = try readCorpus("text\tlabel\n\"Unbalanced start\tpositive\nmiddle \"one\"\tnegative\nends with quote\"\tx\n\"\tx\n", .tsv)
    #expect(items.map(\.good?.text) == ["\"Unbalanced start", "middle \"one\"", "ends with quote\"", "\""])
    #expect(items.map(\.place.line) == [2, 3, 4, 5])
  }

  @Test func aTSVThatSeemsToBeQuotedIsPointedOut() throws {
    func notices(_ text: String, _ layout: CorpusLayout = CorpusLayout(format: .tsv)) throws -> [String] {
      let directory = try TemporaryDirectory()
      return try Corpus(paths: [directory.write(text, to: "c").path], layout: layout, selection: ColumnSelection()).peek.notices
    }
    let doubled = try notices("text\n\"a \"\"b\"\"\"\nb\nc\n")
    #expect(doubled.count == 1 && doubled[0].hasPrefix("1 of the first 3 texts of ") && doubled[0].contains("--quotes csv"))
    #expect(try notices("text\n\"a\"\n\"b\"\nc\n").count == 1)
    #expect(try notices("text\n\"a\"\nb\nc\n").isEmpty)
    #expect(try notices("text\n\"a\"\n\"b\"\n", CorpusLayout(format: .tsv, quotes: QuoteRule.none)).isEmpty)
  }

  @Test(arguments: [["--delimiter", "ab"], ["--delimiter", "é"], ["--delimiter", "\""], ["--quotes", "some"]])
  func wrongOptionsAreWrongUsage(option: [String]) throws {
    let directory = try TemporaryDirectory()
    let corpus = try directory.write("text\na\n", to: "c.csv").path
    #expect(try IndexTool.run([corpus, "--model", IndexTool.model, "--dry-run"] + option).status == 64)
    let lines = try directory.write("{}\n", to: "c.jsonl").path
    #expect(try IndexTool.run([lines, "--model", IndexTool.model, "--dry-run", "--delimiter", ";"]).status == 64)
  }

  @Test(arguments: [("text;label,extra\na;b,c\n", "';'"), ("text|label,extra\na|b,c\n", "'|'"), ("id\tx;text,y\n", "tab")])
  func theCharacterThatWouldFindTheColumnIsNamed(text: String, name: String) {
    let error = #expect(throws: IndexerError.self) { try readCorpus(text, .csv, ColumnSelection(text: name == "tab" ? "id" : nil)) }
    #expect(
      error?.description.hasSuffix(": if \(name) separates its fields, add --delimiter \(name)") == true, "\(error?.description ?? "")")
  }
}
