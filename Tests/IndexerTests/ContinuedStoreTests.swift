import Foundation
import Store
import TestSupport
import Testing

@testable import Indexer

/// A store that is continued with rows that are not quite those it has.
struct ContinuedStoreTests {
  private let directory: TemporaryDirectory
  private let store: URL

  init() throws {
    directory = try TemporaryDirectory()
    store = directory.url.appendingPathComponent("out.globenc")
  }

  @Test func aRowThatMovedFailsForTheStoresSake() throws {
    #expect(try run("id,text\na,one\nb,two\n").status == 0)
    let corpus = directory.url.appendingPathComponent("c.csv").path
    let result = try run("id,text\nnew,zero\na,one\nb,two\nnew,again\n")
    #expect(result.status == 1)
    #expect(
      result.errors.split(separator: "\n") == [
        "\(corpus):3: row 2: the store already has the id 'a', from row 1 of an earlier run",
        "\(corpus):4: row 3: the store already has the id 'b', from row 2 of an earlier run",
        "\(corpus):5: row 4: repeats the id 'new' of row 1",
      ])
    // Row 1 is now of two examples, one of which this corpus has there.
    let again = try run("id,text\nnew,zero\na,one\nb,two\nnew,again\n")
    #expect(again.status == 1 && again.errors == result.errors)
  }

  @Test func anotherTextUnderTheSameIDAndRowFails() throws {
    #expect(try run("text\none\ntwo\n").status == 0)
    let result = try run("text\none\nthree\nfour\n")
    #expect(result.status == 1)
    #expect(
      result.errors
        == "\(directory.url.appendingPathComponent("c.csv").path):3: row 2: the store already has the id '2' with another text or label, "
        + "from an earlier run: give the texts ids of their own, or use another store\n")
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

  private func run(_ text: String, _ arguments: [String] = []) throws -> IndexTool.Result {
    let corpus = try directory.write(text, to: "c.csv").path
    return try IndexTool.run([corpus, "--model", IndexTool.model, "--store", store.path, "--json", "--quiet"] + arguments).untimed
  }
}

extension IndexTool.Result {
  /// The same without the part of the output that differs from run to run.
  fileprivate var untimed: IndexTool.Result {
    var result = self
    if let seconds = output.range(of: "\"seconds\"") { result.output = String(output[..<seconds.lowerBound]) }
    return result
  }
}
