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

  @Test(arguments: [[0xFF, 0xFE, 0x61, 0x00], [0x1F, 0x8B, 0x08], Array("SQLite format 3\0".utf8)] as [[UInt8]])
  func aFileThatIsNoTextIsRefusedAsAWhole(bytes: [UInt8]) {
    #expect(throws: IndexerError.self) { try readCorpus(bytes, .txt) }
  }

  @Test func theNameTellsTheFormat() {
    #expect(
      ["a.JSONL", "b.ndjson", "c.csv", "d.tsv", "e.txt", "-", "f.parquet", "csv"].map(CorpusFormat.init(path:)) == [
        .jsonl, .jsonl, .csv, .tsv, .txt, .jsonl, nil, nil,
      ])
  }
}
