import Foundation
import Store
import TestSupport
import Testing

/// Corpora come from anywhere. A bad row costs only itself and a sentence; the others are indexed, in memory that does not grow with the
/// row.
@Suite(.serialized) struct HostileCorpusTests {
  private let directory: TemporaryDirectory
  private let store: URL

  init() throws {
    directory = try TemporaryDirectory()
    store = directory.url.appendingPathComponent("out.globenc")
  }

  /// Runs over a corpus of some rows, and returns the reasons in the order of the rows.
  private func reasons(_ rows: [Data], named name: String, options: [String] = []) throws -> [String] {
    let corpus = try directory.write(rows.reduce(into: Data()) { $0 += $1 + Data("\n".utf8) }, to: name).path
    let run = try MeasuredRun.run(
      [corpus, "--model", IndexTool.model, "--store", store.path, "--quiet", "--workers", "1"] + options)
    #expect(run.reason == .exit && run.result.output.isEmpty)
    // The largest record may have 64 MB; the model itself takes some 50.
    if !Sanitizer.isPresent { #expect(run.peakMemory <= 350, "MB") }
    // Warnings and notices about the whole corpus follow them.
    let complaints = run.result.errors.split(separator: "\n").filter { line in
      !["warning", "note"].contains { line.hasPrefix("globenc-index: \($0): ") }
    }
    return complaints.map { $0.split(separator: ": ", maxSplits: 1).last.map(String.init) ?? "" }
  }

  private func texts() throws -> [String: String] { try StoreContent(store).examples.mapValues(\.text) }

  private static func bytes(_ text: String) -> Data { Data(text.utf8) }

  @Test("JSONL: invalid UTF-8, NUL, lone surrogates, deep nesting, huge numbers and a line of 100 MB cost one row each")
  func jsonLines() throws {
    let deep = String(repeating: "[", count: 1_000_000)
    let rows: [(Data, String?)] = [
      (Self.bytes(#"{"text": "first"}"#), nil),
      (Self.bytes("{\"text\": \"") + Data([0xC3, 0x28]) + Self.bytes("\"}"), "row 2: not valid UTF-8"),
      (Self.bytes("{\"text\": \"") + Data([0xED, 0xA0, 0x80]) + Self.bytes("\"}"), "row 3: not valid UTF-8"),
      (Self.bytes("{\"text\": \"a\0b\"}"), "row 4: has a NUL byte"),
      (Self.bytes(#"{"text": "a\ud800b"}"#), #"row 5: a lone surrogate \ud800 in a string"#),
      (Self.bytes(#"{"text": "a\udc00\ud800b"}"#), #"row 6: a lone surrogate \udc00 in a string"#),
      (Self.bytes("{\"x\": \(deep), \"text\": \"a\"}"), "row 7: JSON nested deeper than 256"),
      (Self.bytes(deep), "row 8: JSON nested deeper than 256"),
      (Self.bytes(#"{"text": "an id without end", "id": \#(String(repeating: "9", count: 100_000)), "x": 1e999999}"#), nil),
      (Self.bytes("{\"text\": \"") + Data(repeating: 0x61, count: 100_000_000) + Self.bytes("\"}"), "row 10: longer than 64 MB"),
      (Self.bytes("{\"text\": \"not closed"), "row 11: not JSON: the line ends where the closing quote of a string is expected"),
      (Self.bytes("{" + (0..<100_000).map { "\"c\($0)\": \($0), " }.joined() + "\"text\": \"wide\"}"), nil),
      (
        Self.bytes(#"{"text": "a", "label": "\#(String(repeating: "b", count: 50_000_000))"}"#),
        "row 13: the label has 50000000 bytes, where 65536 are the most: is another column the label's?"
      ),
      (Self.bytes(#"{"text": "a long label", "label": "\#(String(repeating: "b", count: 65_536))"}"#), nil),
      (Self.bytes(#"{"text": "last"}"#), nil),
    ]
    #expect(try reasons(rows.map(\.0), named: "c.jsonl") == rows.compactMap(\.1))
    #expect(try Set(texts().values) == ["first", "an id without end", "wide", "a long label", "last"])
  }

  @Test("CSV: 10^5 columns, rows of other widths, unclosed quotes, NUL and a line of 100 MB cost one row each")
  func delimited() throws {
    let columns = 100_000
    let header = Self.bytes("text" + (1..<columns).map { ",c\($0)" }.joined())
    let full = String(repeating: ",", count: columns - 1)
    let rows: [(Data, String?)] = [
      (Self.bytes("first" + full), nil),
      (Self.bytes("too few"), "row 2: 1 field where the header has 100000"),
      (Self.bytes("too many" + full + ","), "row 3: 100001 fields where the header has 100000"),
      (Self.bytes("\"closed wrongly\"x" + full), "row 4: text after a closing quote on line 5"),
      (Data([0xFF, 0xFE]) + Self.bytes(full), "row 5: not valid UTF-8"),
      (Self.bytes("a\0b" + full), "row 6: has a NUL byte"),
      (Data(repeating: 0x61, count: 100_000_000) + Self.bytes(full), "row 7: longer than 64 MB"),
      (Self.bytes("second" + full), nil),
      (Self.bytes("\"never closed" + full), "row 9: the quote that opens on line 10 is never closed"),
      (Self.bytes("last" + full), nil),
    ]
    #expect(try reasons([header] + rows.map(\.0), named: "c.csv") == rows.compactMap(\.1))
    #expect(try Set(texts().values) == ["first", "second", "last"])
  }

  @Test("A quote that is open for 100 MB costs its own line, and the lines behind it are read")
  func longQuote() throws {
    // The row has a width that is refused; otherwise the tokenizer would take its time over 100 MB of text.
    let filler = Data(repeating: 0x61, count: 1_000_000) + Self.bytes(",b")
    let rows = [Self.bytes("text"), Self.bytes("\"open")] + Array(repeating: filler, count: 100) + [Self.bytes("last")]
    let refused =
      (2...6).map { "row \($0): 2 fields where the header has 1" }
      + ["95 more rows failed for the same reason, the last: \(directory.url.path)/c.csv:102: row 101: 2 fields where the header has 1"]
    let found = try reasons(rows, named: "c.csv")
    #expect(found == ["row 1: the quote that opens on line 2 is not closed within 64 MB"] + refused)
    #expect(try texts().values.sorted() == ["last"])
  }

  @Test("Plain text: a line of 100 MB, invalid UTF-8 and NUL cost one row each; texts without spaces or of marks only are texts")
  func plainText() throws {
    let rows: [(Data, String?)] = [
      (Self.bytes("first"), nil), (Data(repeating: 0x61, count: 100_000_000), "row 2: longer than 64 MB"),
      (Data([0x80]), "row 3: not valid UTF-8"), (Data([0]), "row 4: has a NUL byte"),
      (Self.bytes(String(repeating: "a", count: 1_000_000)), nil), (Self.bytes("e" + String(repeating: "\u{301}", count: 300_000)), nil),
      (Self.bytes(String(repeating: "\u{200D}\u{FEFF}\u{202E}", count: 10_000)), nil), (Self.bytes("last"), nil),
    ]
    #expect(try reasons(rows.map(\.0), named: "c.txt") == rows.compactMap(\.1))
    #expect(try texts().count == 5)
  }
}
