import Foundation
import Store
import TestSupport
import Testing

@testable import Indexer

/// A default column that a corpus spells differently is taken, with a notice; a column in use that occurs twice is refused.
struct ColumnNamesTests {
  private func corpus(_ text: String, _ format: CorpusFormat, _ selection: ColumnSelection = ColumnSelection()) throws -> (
    rows: [CorpusRow?], notices: [String]
  ) {
    let directory = try TemporaryDirectory()
    var corpus = try Corpus(path: directory.write(text, to: "c").path, format: format, selection: selection)
    var rows: [CorpusRow?] = []
    while let item = try corpus.next() { rows.append(item.good) }
    return (rows, corpus.peek.notices.map { $0.replacingOccurrences(of: directory.url.path + "/", with: "") })
  }

  @Test func caseAndBlanksOfAHeaderAreForgiven() throws {
    let found = try corpus("ID,Text, label\na,good,x\n", .csv)
    #expect(found.rows.map(\.?.text) == ["good"] && found.rows.map(\.?.id) == ["a"] && found.rows.map(\.?.label) == ["x"])
    #expect(
      found.notices == [
        "the column 'Text' of 'c' is taken for 'text'", "the column ' label' of 'c' is taken for 'label'",
        "the column 'ID' of 'c' is taken for 'id'",
      ])
  }

  @Test func soAreThoseOfObjects() throws {
    let found = try corpus("{\"Text\": \"good\", \"LABEL\": \"x\", \"id \": 5}\n{\"Text\": \"bad\"}\n", .jsonl)
    #expect(found.rows.map(\.?.text) == ["good", "bad"])
    #expect(found.rows.map(\.?.label) == ["x", nil] && found.rows.map(\.?.id) == ["5", "2"])
    #expect(found.notices.count == 3)
  }

  @Test func aColumnOfTheVeryNameIsTakenWithoutANotice() throws {
    let found = try corpus("text,Text,label,Label\na,b,c,d\n", .csv)
    #expect(found.rows.map(\.?.text) == ["a"] && found.rows.map(\.?.label) == ["c"] && found.notices.isEmpty)
  }

  @Test func aNameThatWasGivenIsTakenByTheLetter() throws {
    #expect(throws: IndexerError.self) { try corpus("Text\na\n", .csv, ColumnSelection(text: "text")) }
    // Another option names the column.
    let found = try corpus("text,Label\na,b\n", .csv, ColumnSelection(keep: ["Label"]))
    #expect(found.rows.map(\.?.label) == [nil] && found.rows.map(\.?.kept) == [["b"]])
  }

  @Test(arguments: ["text,label,label\na,b,c\n", "text,text\na,b\n", "text,id,x,id\na,b,c,d\n"])
  func aHeaderThatHasAColumnInUseTwiceIsRefused(text: String) {
    let error = #expect(throws: IndexerError.self) { try corpus(text, .csv) }
    #expect(error?.description.contains("twice: rename all but one of them") == true)
  }

  @Test func twoThatMayBeMeantAreRefused() {
    let error = #expect(throws: IndexerError.self) { try corpus("text,Label,LABEL\na,b,c\n", .csv) }
    #expect(error?.description.hasSuffix("has no column 'label', but 'Label' and 'LABEL': say which one is meant with --label") == true)
  }

  @Test func aColumnThatNobodyUsesMayStandTwice() throws {
    #expect(try corpus("text,x,x\na,b,c\n", .csv).rows.map(\.?.text) == ["a"])
  }
}
