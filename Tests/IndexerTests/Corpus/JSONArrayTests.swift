import Foundation
import TestSupport
import Testing

@testable import Indexer

/// `.json` files: arrays as pandas and other programs write them, and objects one after another.
struct JSONArrayTests {
  @Test(arguments: [
    #"[{"id":"a","text":"one","label":"x"},{"id":"b","text":"two ] }","label":null}]"#,
    "[\n  {\n    \"id\": \"a\",\n    \"text\": \"one\",\n    \"label\": \"x\"\n  },\n  {\n    \"id\": \"b\",\n    \"text\": \"two ] }\"\n  }\n]\n",
    "\u{FEFF} [ {\"id\":\"a\",\"label\":\"x\",\"text\":\"one\"}\r\n,\r\n{\"text\":\"two ] }\",\"id\":\"b\"} ] ",
  ]) func theObjectsOfAnArrayAreRows(text: String) throws {
    let rows = try readCorpus(text, .json).map(\.good)
    #expect(rows.map(\.?.id) == ["a", "b"])
    #expect(rows.map(\.?.text) == ["one", "two ] }"])
    #expect(rows.map(\.?.label) == ["x", nil])
    #expect(rows.map(\.?.place.row) == [1, 2])
  }

  @Test func aRowHasTheLineThatItsObjectBeginsOn() throws {
    #expect(try readCorpus("[\n{\n\"text\":\n\"a\"},\n{\"text\": \"b\"}\n]", .json).map(\.place.line) == [2, 5])
  }

  @Test func aJSONLFileOfTheWrongNameIsReadByLines() throws {
    let items = try readCorpus("{\"text\": \"a\"}\nnonsense\n{\"text\": \"c\"}\n", .json)
    #expect(items.map(\.good?.text) == ["a", nil, "c"])
  }

  @Test(arguments: [CorpusFormat.json, .jsonl]) func prettyPrintedObjectsNeedNoArray(format: CorpusFormat) throws {
    let items = try readCorpus("{\n  \"text\": \"a\"\n}\n{\n  \"text\": \"b\"\n}\n", format)
    #expect(items.map(\.good?.text) == ["a", "b"])
  }

  @Test func anArrayIsReadWhateverItsFileIsCalled() throws {
    #expect(try readCorpus("[\n{\"text\": \"a\"},\n{\"text\": \"b\"}]", .jsonl).map(\.good?.text) == ["a", "b"])
    #expect(try readCorpus("[]", .json).isEmpty)
    #expect(try readCorpus("", .json).isEmpty)
  }

  @Test func aBadElementCostsItselfOnly() throws {
    let items = try readCorpus(#"[{"text":"a"}, 5, {"text":}, "b", {"text":1}, {"label":"x"}, {"text":"last"}]"#, .json)
    #expect(
      items.map(\.complaint) == [
        nil, "row 2 line 1: not a JSON object but a number", "row 3 line 1: not JSON: a value expected at byte 9",
        "row 4 line 1: not a JSON object but text", "row 5 line 1: 'text' is a number, not text", "row 6 line 1: no column 'text'", nil,
      ])
  }

  @Test func aStringThatIsNeverClosedEndsWithItsLine() throws {
    let items = try readCorpus("[\n{\"text\": \"open},\n{\"text\": \"b\"},\n{\"text\": \"c\"}\n]", .json)
    #expect(items.last?.complaint != nil || items.last?.good?.text == "c")
    #expect(items.contains { $0.complaint?.hasPrefix("row 1 line 2: ") == true })
  }

  @Test func aFileThatIsCutOffIsNoticed() throws {
    #expect(
      try readCorpus(#"[{"text":"a"},{"text":"cut"#, .json).map(\.complaint)
        == [nil, "row 2 line 1: not JSON: the file ends inside the element that begins here"])
    #expect(
      try readCorpus(#"[{"text":"a"},"#, .json).map(\.complaint)
        == [nil, "row 2 line 1: the array is not closed: the end of the file is missing"])
    #expect(
      try readCorpus(#"[{"text":"a"}] {"text":"b"} [{"text":"c"}]"#, .json).map(\.complaint)
        == [nil, "row 2 line 1: stands behind the end of the array", nil])
  }

  @Test func byteCountsAddUpToTheArray() throws {
    let text = "[{\"text\": \"a\"}, {\"text\": \"b\"} , 3]"
    #expect(try readCorpus(text, .json).map(\.place.byteCount).reduce(0, +) == text.utf8.count - 1)
  }

  @Test(arguments: [
    (
      #"[["a", "x"], ["b", "y"]]"#, CorpusFormat.json,
      "has lists where objects with named values are expected: name them on the way in (jq -c '.[] | {text: .[0], label: .[1]}' "
    ),
    ("[\"a\", \"x\"]\n[\"b\", \"y\"]\n", .jsonl, "expected: name them on the way in (jq -c '{text: .[0], label: .[1]}' "),
    (#"["a", "b"]"#, .json, "has texts where objects with named values are expected: name them on the way in (jq -c '.[] | {text: .}' "),
    (
      #"{"columns": ["text"], "index": [0], "data": [["a"]]}"#, .json,
      "is one object that has the names of the columns apart from the rows: write it row by row"
    ),
    (
      #"{"0": {"text": "a"}, "1": {"text": "b"}}"#, .json,
      "is one object whose members are the rows: take them out on the way in (jq -c '.[]' "
    ),
  ]) func rowsWithoutNamesAreOneSentence(text: String, format: CorpusFormat, sentence: String) throws {
    let error = #expect(throws: IndexerError.self) { try readCorpus(text, format) }
    #expect(error?.description.contains(sentence) == true, "\(error?.description ?? "")")
  }

  @Test func otherFormatsOnStandardInputArePointedOut() throws {
    let result = try IndexTool.run(["-", "--model", IndexTool.model, "--dry-run", "--quiet"], input: "text,label\na,x\n")
    #expect(
      result.errors.hasSuffix(
        "globenc-index: warning: no row of 'standard input' is a JSON object: where it is CSV or of another format, add --format\n"))
  }

  @Test func aRowMayHaveAnObjectInIt() throws {
    #expect(try readCorpus(#"{"id": "x", "meta": {"text": "a"}, "text": "b"}"#, .json).map(\.good?.text) == ["b"])
    let error = #expect(throws: IndexerError.self) { try readCorpus(#"{"id": "x", "meta": {"a": 1}}"#, .json) }
    #expect(error?.description.contains("has no column 'text'; it has 'id', 'meta'") == true)
  }

  @Test func anObjectThatHoldsAllRowsIsOneSentence() throws {
    let wrapped = #expect(throws: IndexerError.self) { try readCorpus(#"{"version": 1, "data": [{"text": "a"}]}"#, .json) }
    #expect(wrapped?.description.contains("is one object whose rows are in 'data': take them out on the way in (jq -c '.data[]' ") == true)
    let columns = #expect(throws: IndexerError.self) { try readCorpus(#"{"text": {"0": "a"}, "label": {"0": 1}}"#, .json) }
    #expect(columns?.description.contains("is one object that holds whole columns: ") == true)
  }

  @Test func whatJSONHasNoNumberForIsNull() throws {
    let line = #"{"text": "a", "id": NaN, "label": -Infinity, "k": Infinity, "other": [NaN, {"x": -Infinity}]}"#
    let row = try #require(try readCorpus(line, .jsonl, ColumnSelection(keep: ["k"])).first?.good)
    #expect(row.id == "1" && row.label == nil && row.kept == [nil])
    #expect(try readCorpus(#"{"text": NaN}"#, .jsonl).first?.complaint == "row 1 line 1: 'text' is null, not text")
    #expect(try readCorpus(#"{"text": "a", "n": NaNs}"#, .jsonl).first?.complaint?.contains("not JSON: ") == true)
  }

  @Test func aNumberIsAnIDAsItIsWrittenInBothFormats() throws {
    let written = ["1.0", "2", "1e3", "-7"]
    #expect(try readCorpus(written.map { "{\"id\": \($0), \"text\": \"a\"}\n" }.joined(), .jsonl).map(\.good?.id) == written)
    #expect(try readCorpus("id,text\n" + written.map { "\($0),a\n" }.joined(), .csv).map(\.good?.id) == written)
  }
}
