import Store
import Testing

@testable import Indexer

struct DelimitedReaderTests {
  @Test func readsColumnsByTheirNames() throws {
    let rows = try readCorpus("label,id,text,stars\npositive,a,good film,5\n,b,bad film,\n", .csv, ColumnSelection(keep: ["stars"])).map(
      \.good)
    #expect(rows.map(\.?.text) == ["good film", "bad film"])
    #expect(rows.map(\.?.id) == ["a", "b"])
    #expect(rows.map(\.?.label) == ["positive", nil])
    #expect(rows.map(\.?.kept) == [["5"], [nil]])
  }

  @Test func quotesDelimitersAndLineEndsInsideQuotesAreText() throws {
    let items = try readCorpus("id,text\n1,\"a, \"\"b\"\"\nsecond line\"\n2,\"\"\n\"3\",c\"d\n", .csv)
    #expect(items.map(\.good?.text) == ["a, \"b\"\nsecond line", "", "c\"d"])
    #expect(items.map(\.place.line) == [2, 4, 5])
    #expect(items.map(\.place.row) == [1, 2, 3])
  }

  @Test func crlfAndAByteOrderMarkAreNotPartOfTheText() throws {
    let items = try readCorpus("\u{FEFF}text,label\r\na,x\r\n\"b\r\nc\",\"y\"\r\nd,z", .csv)
    #expect(items.map(\.good?.text) == ["a", "b\r\nc", "d"])
    #expect(items.map(\.good?.label) == ["x", "y", "z"])
    #expect(items.map(\.place.line) == [2, 3, 5])
  }

  @Test func tabsSeparateATSV() throws {
    let items = try readCorpus("text\tlabel\na, b\tx\n\"c, d\"\ty\n", .tsv)
    #expect(items.map(\.good?.text) == ["a, b", "\"c, d\""])
  }

  @Test func blankLinesAreNothing() throws {
    let items = try readCorpus("\ntext\n\na\n\r\n\"\"\n\n", .csv)
    #expect(items.map(\.good?.text) == ["a", ""])
    #expect(items.map(\.place.line) == [4, 6])
  }

  @Test func aRowOfTheWrongWidthIsBad() throws {
    let items = try readCorpus("id,text\n1,a\n2\n3,b,c\n4,d\n", .csv)
    #expect(
      items.map(\.complaint) == [
        nil, "row 2 line 3: 1 field where the header has 2", "row 3 line 4: 3 fields where the header has 2", nil,
      ])
  }

  @Test func aQuoteThatIsNeverClosedIsReportedWhereItOpens() throws {
    let items = try readCorpus("id,text\n1,a\n2,\"b\n3,c\n", .csv)
    #expect(items.map(\.complaint) == [nil, "row 2 line 3: the quote that opens on line 3 is never closed", nil])
    #expect(items.last?.good?.text == "c")
    #expect(items.last?.place.line == 4)
  }

  @Test func textAfterAClosingQuoteIsBadAndTheNextLineIsReadAgain() throws {
    let items = try readCorpus("id,text\n1,\"a\"b\n2,c\n", .csv)
    #expect(items.map(\.complaint) == ["row 1 line 2: text after a closing quote on line 2", nil])
    #expect(items.last?.good?.text == "c")
  }

  @Test func aRowThatIsNotUTF8IsBad() throws {
    let items = try readCorpus(Array("id,text\n1,".utf8) + [0xFF] + Array("\n2,b\n".utf8), .csv)
    #expect(items.map(\.complaint) == ["row 1 line 2: not valid UTF-8", nil])
  }

  @Test func bytesOfTwoFieldsDoNotMakeACharacter() throws {
    let items = try readCorpus(Array("id,text\n1".utf8) + [0xC3] + Array(",".utf8) + [0xA9] + Array("\n".utf8), .csv)
    #expect(items.map(\.complaint) == ["row 1 line 2: not valid UTF-8"])
  }

  @Test func aHeaderThatStandsInTheMiddleIsNoText() throws {
    let items = try readCorpus("id,text\n1,a\nid,text\n2,text\n", .csv)
    #expect(items.map(\.complaint) == [nil, "row 2 line 3: the header once more, not a text", nil])
    #expect(try readCorpus("text\na\ntext\n", .csv).map(\.good?.text) == ["a", "text"])
  }

  @Test func objectsUnderTheNameOfCSVArePointedOut() {
    for (text, format) in [
      ("{\"text\": \"a\", \"label\": 1}\n", "jsonl"), ("{\"text\":\"a\",\"label\":\"b\"}\n", "jsonl"), ("[{\"text\": \"a\"}]\n", "json"),
    ] {
      let error = #expect(throws: IndexerError.self) { try readCorpus(text, .csv) }
      #expect(error?.description.hasSuffix(": if these are objects of JSON, add --format \(format)") == true)
    }
  }

  @Test func aHeaderWithoutTheTextColumnNamesThoseThereAre() {
    let error = #expect(throws: IndexerError.self) { try readCorpus("id,review\n1,a\n", .csv) }
    #expect(
      error?.description.hasSuffix(
        "has no column 'text'; it has 'id', 'review': say which one is the text with --text (its first line must be a header)") == true)
  }

  @Test func aColumnThatWasAskedForMustExist() {
    #expect(throws: IndexerError.self) { try readCorpus("text\na\n", .csv, ColumnSelection(label: "label")) }
    #expect(throws: IndexerError.self) { try readCorpus("text\na\n", .csv, ColumnSelection(keep: ["stars"])) }
    #expect(throws: IndexerError.self) { try readCorpus("text\na\n", .csv, ColumnSelection(textPair: "other")) }
  }

  @Test func theIDIsTheRowNumberWhereThereIsNone() throws {
    #expect(try readCorpus("text\na\nb\n", .csv).map(\.good?.id) == ["1", "2"])
    #expect(try readCorpus("id,text\n,a\nx,b\n", .csv).map(\.good?.id) == ["1", "x"])
  }

  @Test func anEmptyFileIsAnEmptyCorpus() throws {
    #expect(try readCorpus("", .csv).isEmpty)
    #expect(try readCorpus("text\n", .csv).isEmpty)
    #expect(try readCorpus("text", .csv).isEmpty)
  }

  @Test func theLastLineNeedsNoEnd() throws {
    #expect(try readCorpus("id,text\n1,a\n2,\"b\"", .csv).map(\.good?.text) == ["a", "b"])
    #expect(try readCorpus("id,text\n1,", .csv).map(\.good?.text) == [""])
  }

  @Test func byteCountsAddUpToTheFile() throws {
    let text = "id,text\n1,\"a\nb\"\r\n\n2,c\n3\n4,\"d"
    #expect(try readCorpus(text, .csv).map(\.place.byteCount).reduce(0, +) == text.utf8.count - 8)
  }
}
