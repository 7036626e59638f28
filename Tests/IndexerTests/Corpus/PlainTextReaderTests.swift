import Store
import Testing

@testable import Indexer

struct PlainTextReaderTests {
  @Test func eachLineIsAText() throws {
    let items = try readCorpus("first\r\n\n  third \nlast", .txt)
    #expect(items.map(\.good?.text) == ["first", "", "  third ", "last"])
    #expect(items.map(\.good?.id) == ["1", "2", "3", "4"])
    #expect(try readCorpus("", .txt).isEmpty)
    #expect(try readCorpus("one\n", .txt).count == 1)
  }

  @Test func aLineThatIsNotUTF8IsBad() throws {
    let items = try readCorpus(Array("a\n".utf8) + [0xE2, 0x82] + Array("\nb".utf8), .txt)
    #expect(items.map(\.complaint) == [nil, "row 2 line 2: not valid UTF-8", nil])
  }

  @Test(arguments: [[0xFF, 0xFE, 0x61, 0x00], [0x1F, 0x8B, 0x08], Array("one\rtwo\r".utf8)] as [[UInt8]])
  func aFileThatIsNoTextIsRefusedAsAWhole(bytes: [UInt8]) {
    #expect(throws: IndexerError.self) { try readCorpus(bytes, .txt) }
  }

  @Test func aCarriageReturnWithinALineIsText() throws {
    #expect(try readCorpus("one\rtwo\nthree\r", .txt).map(\.good?.text) == ["one\rtwo", "three"])
    #expect(try readCorpus("one\r", .txt).map(\.good?.text) == ["one"])
  }

  @Test(arguments: [
    (CorpusFormat.txt, "a\n\0b\nc\n"), (.csv, "text\na\n\"b\0\"\nc\n"), (.tsv, "text\na\n\0\nc\n"),
    (.jsonl, "{\"text\": \"a\"}\n{\"text\": \"\0b\"}\n{\"text\": \"c\"}\n"),
  ])
  func aRowWithANULByteIsBadInEveryFormat(format: CorpusFormat, text: String) throws {
    let items = try readCorpus(text, format)
    #expect(items.map(\.good?.text) == ["a", nil, "c"])
    #expect(items[1].complaint?.hasSuffix(": has a NUL byte") == true)
  }

  @Test(arguments: [
    #"{"text": "b\u0000"}"#, #"{"text": "b", "label": "\u0000"}"#, #"{"text": "b", "id": "\u0000"}"#, #"{"text": "b", "k": "\u0000"}"#,
    #"{"text": "b", "pair": "a\u0000"}"#,
  ])
  func anEscapedNULIsOneToo(line: String) throws {
    var selection = ColumnSelection()
    selection.columns.keep = ["k"]
    selection.columns.textPair = "pair"
    let items = try readCorpus(#"{"text": "a", "k": "", "pair": ""}"# + "\n\(line)\n", .jsonl, selection)
    #expect(items.map(\.good?.text) == ["a", nil])
    #expect(items[1].complaint?.hasSuffix(": has a NUL byte") == true)
    // Columns that are not in use are not examined.
    #expect(try readCorpus(#"{"text": "a", "other": "\u0000"}"# + "\n", .jsonl).map(\.good?.text) == ["a"])
  }

  @Test func theNameTellsTheFormat() {
    #expect(
      ["a.JSONL", "b.ndjson", "c.csv", "d.tsv", "e.txt", "-", "f.parquet", "csv"].map(CorpusFormat.init(path:)) == [
        .jsonl, .jsonl, .csv, .tsv, .txt, .jsonl, nil, nil,
      ])
  }
}
