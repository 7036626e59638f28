import Foundation
import GRDB
import Store
import TestSupport
import Testing

@testable import Indexer

/// A store that is continued with rows that differ from those it has.
struct ContinuedStoreTests {
  private let directory: TemporaryDirectory
  private let store: URL

  init() throws {
    directory = try TemporaryDirectory()
    store = directory.url.appendingPathComponent("out.globenc")
  }

  @Test func aRowThatMovedIsTheSameExampleAndGetsItsNewNumber() throws {
    #expect(try run("id,text\na,one\nb,two\n").status == 0)
    let corpus = directory.url.appendingPathComponent("c.csv").path
    let text = "id,text\nnew,zero\na,one\nb,two\nnew,again\na,one\n"
    let result = try run(text)
    #expect(result.status == 1)
    #expect(
      result.errors.split(separator: "\n") == [
        "\(corpus):5: row 4: repeats the id 'new' of row 1", "\(corpus):6: row 5: repeats the id 'a' of row 2",
      ])
    #expect(result.output.hasPrefix("{\"examples\": 1, \"skipped\": 2, \"failed\": 2,"))
    #expect(try StoreContent(store).examples.mapValues(\.row) == ["new": 1, "a": 2, "b": 3])
    let again = try run(text)
    #expect(again.status == 1 && again.errors == result.errors)
    let anew = directory.url.appendingPathComponent("anew.globenc")
    _ = try run(text, store: anew)
    #expect(try digest(store) == digest(anew))
  }

  @Test func anotherTextUnderTheSameIDAndRowFails() throws {
    #expect(try run("text\none\ntwo\n").status == 0)
    let result = try run("text\none\nthree\nfour\n")
    #expect(result.status == 1)
    #expect(
      result.errors
        == "\(directory.url.appendingPathComponent("c.csv").path):3: row 2: the store already has the id '2' with another text or label, "
        + "from an earlier run: add --replace to index the row in its place, give the texts ids of their own, or use another store\n")
    #expect(result.output.hasPrefix("{\"examples\": 1, \"skipped\": 1, \"failed\": 1,"))
    #expect(try StoreContent(store).examples.mapValues(\.text) == ["1": "one", "2": "two", "3": "four"])
  }

  @Test func anotherSecondTextFailsToo() throws {
    let pair = ["--text-pair", "other"]
    #expect(try run("text,other\none,a\ntwo,\nthree,c\n", pair).status == 0)
    let result = try run("text,other\none,a\ntwo,b\nthree,\n", pair)
    #expect(result.status == 1)
    #expect(result.output.hasPrefix("{\"examples\": 0, \"skipped\": 1, \"failed\": 2,"))
  }

  @Test func textsOfEveryKindAreRecognized() throws {
    let text = "text\n\"\"\n\"two\nlines\"\ne\u{301}t\u{E9}\n\u{1F600}\n" + String(repeating: "long ", count: 9000) + "\n"
    #expect(try run(text).status == 0)
    let result = try run(text)
    #expect(result.status == 0 && result.errors == "")
    #expect(result.output.hasPrefix("{\"examples\": 0, \"skipped\": 5, \"failed\": 0,"))
  }

  @Test func replaceIndexesChangedRowsInPlaceOfTheOldOnes() throws {
    #expect(try run("id,text,label\na,one,0\nb,two,1\nc,three,1\nd,four,0\n").status == 0)
    let text = "id,text,label\na,one,0\nb,two films,1\nc,three,0\nd,four,0\n"
    let refused = try run(text)
    #expect(refused.status == 1)
    #expect(refused.output.hasPrefix("{\"examples\": 0, \"skipped\": 2, \"failed\": 2,"))
    let result = try run(text, ["--replace"])
    #expect(result.status == 0 && result.errors == "")
    #expect(result.output.hasPrefix("{\"examples\": 2, \"skipped\": 2, \"failed\": 0,"))
    let anew = directory.url.appendingPathComponent("anew.globenc")
    _ = try run(text, store: anew)
    #expect(try digest(store) == digest(anew))
    #expect(try run(text, ["--replace"]).output.hasPrefix("{\"examples\": 0, \"skipped\": 4, \"failed\": 0,"))
  }

  @Test func pruneRemovesWhatTheCorpusNoLongerHas() throws {
    #expect(try run("id,text,label\na,one,0\nb,a film,1\nc,three,1\nd,four,0\n").status == 0)
    let text = "id,text,label\na,one,0\nc,three,1\ne,five,1\n"
    let result = try IndexTool.run(arguments(text, ["--prune"]).filter { $0 != "--quiet" })
    #expect(result.status == 0)
    #expect(result.errors.contains("; 2 pruned, being no longer in the corpus; 2 skipped"))
    #expect(result.output.contains("\"pruned\": 2"))
    #expect(try StoreContent(store).ids == ["a", "c", "e"])
    let anew = directory.url.appendingPathComponent("anew.globenc")
    _ = try run(text, store: anew)
    #expect(try digest(store) == digest(anew))
  }

  @Test(arguments: [
    ("text\none\nbad\u{0}row\n", "1 row could not be read, and any example may be theirs"), ("text\n", "the corpus has no rows"),
  ])
  func pruneRemovesNothingWhereItCannotTell(text: String, reason: String) throws {
    #expect(try run("text\none\ntwo\nthree\n").status == 0)
    #expect(try run(text, ["--prune"]).errors.hasSuffix("globenc-index: warning: nothing was pruned: \(reason)\n"))
    #expect(try StoreContent(store).ids == ["1", "2", "3"])
  }

  @Test(arguments: [["c.csv", "--prune", "--limit", "5"], ["-", "--prune"]])
  func pruneWantsTheWholeCorpus(arguments: [String]) throws {
    let result = try IndexTool.run(arguments + ["--model", IndexTool.model, "--store", store.path])
    #expect(result.status == 64 && result.errors.contains("--prune needs"))
  }

  @Test func anotherMachinesStoreIsContinuedWithAWarning() throws {
    #expect(try run("text\none\n").status == 0)
    let queue = try DatabaseQueue(path: store.path)
    try queue.write { try $0.execute(sql: "UPDATE run SET backend = 'other 1.0', instruction_set = 'avx9'") }
    try queue.close()
    let result = try run("text\none\ntwo\n")
    #expect(result.status == 0)
    #expect(
      result.errors.hasPrefix(
        "globenc-index: warning: the store '\(store.path)' was filled with other 1.0 (avx9), this run computes with "))
    #expect(result.errors.hasSuffix("): results may differ in their last digits\n"))
    #expect(try StoreContent(store).ids == ["1", "2"])
  }

  private func digest(_ store: URL) throws -> String { try AttributionStore.openForReading(at: store).digest() }

  private func run(_ text: String, _ arguments: [String] = [], store: URL? = nil) throws -> IndexTool.Result {
    try IndexTool.run(self.arguments(text, arguments, store: store)).untimed
  }

  private func arguments(_ text: String, _ arguments: [String], store: URL? = nil) throws -> [String] {
    let corpus = try directory.write(text, to: "c.csv").path
    return [corpus, "--model", IndexTool.model, "--store", (store ?? self.store).path, "--json", "--quiet"] + arguments
  }
}

extension IndexTool.Result {
  /// The result without the part of the output that differs from run to run.
  fileprivate var untimed: IndexTool.Result {
    var result = self
    if let seconds = output.range(of: "\"seconds\"") { result.output = String(output[..<seconds.lowerBound]) }
    return result
  }
}
