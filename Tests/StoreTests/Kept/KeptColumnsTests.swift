import Foundation
import GRDB
import TestSupport
import Testing

@testable import Store

struct KeptColumnsTests {
  private static let values: [KeptValue?] = [
    .text("4"), .json("4"), .json("-1.50"), .json("12345678901234567890"), .json("true"), .json(#"[1, {"k": "}\"]"}]"#),
    .json(#"{"a":[]}"#), nil,
    .text(""), .text("a \"quoted\"\n\u{0}\t\\ 😀 é"),
  ]
  private static let names = values.indices.map { "c\($0)" }

  @Test func valuesReadBackAsWhatTheyAre() throws {
    let json = try #require(KeptColumns.pack(Self.values, names: Self.names))
    #expect(KeptColumns.unpack(json, names: Self.names) == Self.values)
    let object = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    #expect(object["c0"] as? String == "4" && object["c1"] as? Int == 4 && object["c2"] as? Double == -1.5 && object["c7"] is NSNull)
    #expect((object["c5"] as? [Any])?.count == 2 && object["c9"] as? String == "a \"quoted\"\n\u{0}\t\\ 😀 é")
  }

  @Test(arguments: [
    "", "x", "{", "{}x", #"{"c":}"#, #"{"c":tru}"#, #"{"c":1"#, #"{"c" 1}"#, #"{"c":"\x"}"#, #"{"c":"\ud800"}"#, #"{"c":01}"#, "[]",
  ])
  func whatIsNoSuchObjectIsRefused(json: String) { #expect(KeptColumns.unpack(json, names: ["c"]) == nil) }

  @Test func escapesThatOthersWriteAreRead() {
    #expect(KeptColumns.unpack(#" { "d" : 1 , "c" : "\u00e9\ud83d\ude00\/\b\f" } "#, names: ["c"]) == [.text("é😀/\u{8}\u{C}")])
  }

  @Test func theTypeOfAValueIsInTheChecksum() throws {
    let directory = try TemporaryDirectory()
    let url = directory.url.appendingPathComponent("store.globenc")
    try StoreSamples.write(
      [StoreSamples.record(row: 1, kept: [.json("4")])], to: url, settings: StoreSamples.settings(keep: ["stars"]))
    #expect(try AttributionStore.openForReading(at: url).example(id: "ex1")?.kept == [.json("4")])
    try DatabaseQueue(path: url.path).write { try $0.execute(sql: #"UPDATE example SET kept = '{"stars":"4"}'"#) }
    #expect(throws: StoreError.self) { try AttributionStore.openForReading(at: url).example(id: "ex1") }
  }
}
