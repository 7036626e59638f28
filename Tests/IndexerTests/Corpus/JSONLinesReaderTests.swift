import Store
import Testing

@testable import Indexer

struct JSONLinesReaderTests {
  @Test func readsTheCustomaryColumns() throws {
    let items = try readCorpus(#"{"id": "a", "text": "good film", "label": "positive", "score": 2.5}"# + "\n", .jsonl)
    #expect(items.count == 1)
    let row = try #require(items.first?.good)
    #expect(row.id == "a" && row.text == "good film" && row.label == "positive" && row.pair == nil && row.kept.isEmpty)
    #expect(row.place == RowPlace(row: 1, line: 1, byteCount: 68))
  }

  @Test func readsNamedColumnsAndKeepsOthersAsTheirText() throws {
    let selection = ColumnSelection(text: "a", textPair: "b", label: "gold", id: "key", keep: ["n", "flag", "none", "list", "s", "absent"])
    let line = #"{"key": 7, "a": "x", "b": "y", "gold": 1, "n": 1.50, "flag": true, "none": null, "list": [1, {"k": "v"}], "s": "t"}"#
    let row = try #require(try readCorpus(line + "\n" + #"{"absent": 0}"#, .jsonl, selection).first?.good)
    #expect(row.id == "7" && row.text == "x" && row.pair == "y" && row.label == "1")
    #expect(row.kept == [.json("1.50"), .json("true"), nil, .json(#"[1, {"k": "v"}]"#), "t", nil])
  }

  @Test func blankLinesAreNothingButCountAsLines() throws {
    let items = try readCorpus("\n{\"text\": \"a\"}\n  \r\n\n{\"text\": \"b\"}", .jsonl)
    #expect(items.map(\.place.row) == [1, 2])
    #expect(items.map(\.place.line) == [2, 5])
    #expect(items.map(\.good?.id) == ["1", "2"])
  }

  @Test func aByteOrderMarkAndCRLFAreNotPartOfTheText() throws {
    let items = try readCorpus("\u{FEFF}{\"text\": \"a\"}\r\n{\"text\": \"b\"}\r\n", .jsonl)
    #expect(items.map(\.good?.text) == ["a", "b"])
  }

  @Test func aBadRowIsCountedAndTheOthersGoOn() throws {
    var bytes = Array("{\"text\": \"a\"}\nnonsense\n{\"label\": \"x\"}\n{\"text\": 5}\n{\"text\": null}\n{\"text\": \"".utf8)
    bytes += [0xC3, 0x28]
    bytes += Array(
      "\"}\n[1]\n{\"id\": true, \"text\": \"a\"}\n{\"text\": \"a\", \"label\": {}}\n{\"text\": \"last\"}\n{\"text\": \"cut".utf8)
    let items = try readCorpus(bytes, .jsonl)
    #expect(
      items.map(\.complaint) == [
        nil, "row 2 line 2: not JSON: a value expected at byte 1", "row 3 line 3: no column 'text'",
        "row 4 line 4: 'text' is a number, not text",
        "row 5 line 5: 'text' is null, not text", "row 6 line 6: not valid UTF-8", "row 7 line 7: not a JSON object but a list",
        "row 8 line 8: 'id' is true or false, not text or a number", "row 9 line 9: 'label' is an object, not text or a number", nil,
        "row 11 line 11: not JSON: the line ends where the closing quote of a string is expected",
      ])
  }

  @Test func aMissingOrEmptyPairIsNoPairAndANonTextOneIsBad() throws {
    let lines =
      #"{"text": "a"}"# + "\n" + #"{"text": "a", "p": ""}"# + "\n" + #"{"text": "a", "p": null}"# + "\n" + #"{"text": "", "p": "b"}"# + "\n"
    let items = try readCorpus(lines + #"{"text": "a", "p": 3}"#, .jsonl, ColumnSelection(textPair: "p"))
    #expect(items.map(\.good?.pair) == [nil, nil, nil, "b", nil])
    #expect(items.last?.complaint == "row 5 line 5: 'p' is a number, not text")
  }

  @Test func tellsWhichNamedColumnsNeverOccurred() throws {
    // There are more rows than are inspected at first.
    let rows = String(repeating: "nonsense\n", count: CorpusPeek.mostRows) + #"{"text": "a", "label": "x"}"#
    #expect(try readerOver(rows, selection: ColumnSelection(label: "labell", keep: ["label", "typo"])) == ["labell", "typo"])
    #expect(try readerOver("", selection: ColumnSelection(label: "labell")) == [])
  }

  @Test func linesMayBeLongerThanAChunk() throws {
    let text = String(repeating: "wörter ", count: 100_000)
    #expect(try readCorpus("{\"text\": \"\(text)\"}\n{\"text\": \"b\"}", .jsonl).map(\.good?.text) == [text, "b"])
  }

  @Test func aLineBeyondTheBoundIsABadRow() throws {
    var bytes = Array("{\"text\": \"".utf8)
    bytes += [UInt8](repeating: UInt8(ascii: "x"), count: longestRecord)
    bytes += Array("\"}\n{\"text\": \"b\"}".utf8)
    let items = try readCorpus(bytes, .jsonl)
    #expect(items.first?.complaint == "row 1 line 1: longer than 64 MB")
    #expect(items.last?.good?.text == "b")
  }

  private func readerOver(_ text: String, selection: ColumnSelection) throws -> [String] {
    try withCorpus(text, .jsonl, selection) { corpus in
      while try corpus.next() != nil {}
      return corpus.absentColumns
    }
  }
}
