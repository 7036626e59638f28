import Foundation
import Store
import TestSupport
import Testing

struct RemoveCommandTests {
  let directory: TemporaryDirectory

  init() throws {
    directory = try TemporaryDirectory()
  }

  /// Indexes these texts, whose ids are letters from "a" on, into a store.
  private func index(_ texts: [String: String], to store: String, _ arguments: [String] = []) throws {
    let rows = texts.sorted { $0.key < $1.key }.map { #"{"id":"\#($0.key)","text":"\#($0.value)","label":"positive"}"# + "\n" }
    let corpus = try directory.write(rows.joined(), to: "corpus.jsonl")
    let run = try IndexTool.run(
      [corpus.path, "--model", IndexTool.model, "--store", store, "--quiet"] + arguments, in: directory.url)
    try #require(run.status == 0, "\(run.errors)")
  }

  private let texts = [
    "a": "a fine film", "b": "an unmistakably dreadful flop", "c": "one of the best", "d": "no",
    "e": "long and slow and long and slow again",
  ]

  @Test(arguments: [[], ["--max-length", "6", "--stride", "1"], ["--no-text"]]) func `the store equals one of the remaining examples alone`(
    options: [String]
  ) throws {
    var left = texts
    left["b"] = nil
    left["e"] = nil
    try index(texts, to: "whole.db", options)
    try index(left, to: "rest.db", options)
    // A byte order mark, both kinds of line ends, an empty line, an id that occurs twice, and no end of the last line.
    let list = try directory.write("\u{FEFF}e\r\n\nb\ne", to: "ids.txt")
    let removal = try IndexTool.run(["remove", "whole.db", "--examples", list.path], in: directory.url)
    #expect(removal == IndexTool.Result(status: 0, output: "", errors: "globenc-index: removed 2 of 5 examples from the store whole.db\n"))
    let reader = try AttributionStore.openForReading(at: directory.url.appendingPathComponent("whole.db"))
    #expect(try left.keys.allSatisfy { try reader.example(id: $0) != nil })
    #expect(try reader.unknownIDs(among: ["b", "e"]) == ["b", "e"])
    #expect(try reader.verify { Issue.record("\($0)") }.damages == 0)
    let rest = try AttributionStore.openForReading(at: directory.url.appendingPathComponent("rest.db"))
    for units in TokenTotals.Units.allCases {
      let totals = try [reader, rest].map { try $0.tokenTotals(label: nil, predicted: nil, units: units, includeSpecial: true) }
      #expect(totals[0] == totals[1])
    }
    #expect(try reader.summary().examples == 3)
    #expect(!FileManager.default.fileExists(atPath: directory.url.appendingPathComponent("whole.db-wal").path))
  }

  @Test func `unknown ids are reported and the other examples removed`() throws {
    try index(texts, to: "s.db")
    let ids = ["a"] + (1...9).map { "x\($0)" }
    let removal = try IndexTool.run(["remove", "s.db", "--examples", "-"], input: ids.joined(separator: "\n"), in: directory.url)
    #expect(
      removal
        == IndexTool.Result(
          status: 1, output: "",
          errors: """
            globenc-index: 9 ids in standard input are of no example: 'x1', 'x2', 'x3', 'x4', 'x5', 'x6', 'x7', 'x8' and 1 more
            globenc-index: removed 1 of 5 examples from the store s.db

            """))
    let again = try IndexTool.run(["remove", "s.db", "--examples", "-"], input: "a\n", in: directory.url)
    #expect(again.status == 1)
    #expect(again.errors.hasPrefix("globenc-index: one id in standard input is of no example: 'a'\n"))
  }

  @Test func `a dry run changes nothing`() throws {
    try index(texts, to: "s.db")
    let url = directory.url.appendingPathComponent("s.db")
    let before = try Data(contentsOf: url)
    let removal = try IndexTool.run(["remove", "s.db", "--examples", "-", "--dry-run"], input: "a\nb\n", in: directory.url)
    #expect(removal.status == 0)
    #expect(removal.errors == "globenc-index: 2 of 5 examples would be removed from the store s.db; nothing was changed\n")
    #expect(try Data(contentsOf: url) == before)
    #expect(try IndexTool.run(["remove", "s.db", "--examples", "-", "--dry-run"], input: "x\n", in: directory.url).status == 1)
  }

  @Test func `removed texts are not in the file any more`() throws {
    try index(texts, to: "s.db")
    let url = directory.url.appendingPathComponent("s.db")
    let needle = Data("unmistakably dreadful".utf8)
    #expect(try Data(contentsOf: url).range(of: needle) != nil)
    #expect(try IndexTool.run(["remove", "s.db", "--examples", "-"], input: "b\n", in: directory.url).status == 0)
    #expect(try Data(contentsOf: url).range(of: needle) == nil)
    #expect(try Data(contentsOf: url).range(of: Data("unmistakably".utf8)) == nil)
  }

  @Test func `a command that cannot run removes nothing`() throws {
    try index(texts, to: "s.db")
    let missing = try IndexTool.run(["remove", "s.db", "--examples", "nowhere.txt"], in: directory.url)
    #expect(missing.status == 2)
    #expect(missing.errors == "globenc-index: the list 'nowhere.txt' could not be read: No such file or directory\n")
    let folder = try IndexTool.run(["remove", "s.db", "--examples", "."], in: directory.url)
    #expect(folder.status == 2)
    #expect(folder.errors == "globenc-index: the list '.' could not be read: Is a directory\n")
    let store = try IndexTool.run(["remove", "nowhere.db", "--examples", "-"], in: directory.url)
    #expect(store.status == 2)
    #expect(store.errors == "globenc-index: there is no store nowhere.db\n")
    #expect(!FileManager.default.fileExists(atPath: directory.url.appendingPathComponent("nowhere.db").path))
    #expect(try IndexTool.run(["remove", "s.db"], in: directory.url).status == 64)
  }
}
