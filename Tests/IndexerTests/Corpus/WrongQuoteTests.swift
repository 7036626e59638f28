import Foundation
import TestSupport
import Testing

@testable import Indexer

/// A wrong quote costs the line on which it opens, and no line after it.
struct WrongQuoteTests {
  @Test func theLinesAfterAQuoteThatIsNeverClosedAreRecords() throws {
    let text = "id,text\n1,\"open\n" + (2...1000).map { "\($0),fine\n" }.joined()
    let items = try readCorpus(text, .csv)
    #expect(items.count == 1000)
    #expect(items.first?.complaint == "row 1 line 2: the quote that opens on line 2 is never closed")
    #expect(items.dropFirst().map(\.good?.id) == (2...1000).map { "\($0)" })
    #expect(items.map(\.place.row) == Array(1...1000))
    #expect(items.map(\.place.line) == Array(2...1001))
    #expect(items.map(\.place.byteCount).reduce(0, +) == text.utf8.count - 8)
  }

  @Test func aQuoteThatMeetsTheNextOnesIsWrongWhereItOpens() throws {
    let items = try readCorpus("id,text\n1,\"open\n2,\"fine\"\n3,\"two\nlines\"\n", .csv)
    #expect(
      items.map(\.complaint) == [
        "row 1 line 2: the quote that opens on line 2 is never closed, or has text after its end on line 3", nil, nil,
      ])
    #expect(items.map(\.good?.text) == [nil, "fine", "two\nlines"])
    #expect(items.map(\.place.line) == [2, 3, 4])
  }

  @Test func ofARecordWithSeveralQuotesTheWrongOneCounts() throws {
    let items = try readCorpus("id\ttext\n\"a\nb\"\t\"open\nc\td\n", CorpusLayout(format: .tsv, quotes: .csv))
    #expect(items.map(\.complaint) == ["row 1 line 3: the quote that opens on line 3 is never closed", nil])
    #expect(items.last?.good?.text == "d")
    #expect(items.last?.place.line == 4)
  }

  @Test func eachOfSeveralWrongQuotesCostsItsLine() throws {
    let items = try readCorpus("id,text\n1,\"a\n2,\"b\n3,c\n4,\"d\n", .csv)
    #expect(items.map(\.good?.id) == [nil, nil, "3", nil])
    #expect(items.map(\.place.line) == [2, 3, 4, 5])
  }

  @Test(arguments: [1, 3, 7, 64]) func chunksOfAnySizeAreReadAgain(chunkSize: Int) throws {
    let directory = try TemporaryDirectory()
    let text = "id,text\n1,\"open, \"\"and so on\n" + (2...30).map { "\($0),fine\n" }.joined() + "31,\"again\n32,fine\n"
    let file = try directory.write(text, to: "corpus")
    let bytes = try ByteReader(path: file.path, chunkSize: chunkSize)
    var reader = try DelimitedReader(
      bytes, dialect: DelimitedDialect(.csv, layout: CorpusLayout(), beginning: bytes.upcoming), selection: ColumnSelection())
    var items: [CorpusItem] = []
    while let item = try reader.next() { items.append(item) }
    #expect(items.map(\.good?.id) == [nil] + (2...30).map { "\($0)" } + [nil, "32"])
    #expect(items.map(\.place.line) == Array(2...33))
    #expect(bytes.offset == text.utf8.count)
  }

  @Test func aQuoteIsGivenUpWhereTheRecordGetsTooLong() throws {
    let directory = try TemporaryDirectory()
    let file = try directory.write("1,\"open\n2,fine\n3,fine\n4,\"\n", to: "corpus")
    var scanner = DelimitedRecordScanner(
      try ByteReader(path: file.path, chunkSize: 4), dialect: DelimitedDialect(.csv, layout: CorpusLayout(), beginning: []), longest: 12)
    #expect(try scanner.advance())
    #expect(scanner.problem == .quoteTooLong(line: 1))
    #expect(try scanner.advance())
    #expect(scanner.problem == nil)
    #expect(scanner.line == 2)
    #expect(Array(scanner.field(1)) == Array("fine".utf8))
  }

  @Test func standardInputIsReadAgainToo() throws {
    let directory = try TemporaryDirectory()
    let store = directory.url.appendingPathComponent("out.globenc").path
    let input = "id,text\n1,\"open\n" + (2...50).map { "\($0),fine\n" }.joined()
    let result = try IndexTool.run(
      ["-", "--format", "csv", "--model", IndexTool.model, "--store", store, "--quiet", "--json"], input: input)
    #expect(result.status == 1)
    #expect(result.output.hasPrefix("{\"examples\": 49, \"skipped\": 0, \"failed\": 1,"))
    #expect(result.errors.hasSuffix(":2: row 1: the quote that opens on line 2 is never closed\n"))
  }
}
