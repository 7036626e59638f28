import Foundation
import Store
import TestSupport
import Testing

@testable import Indexer

/// A fault in one row costs this row; a fault of a file ends the run before anything is created.
struct BadInputTests {
  private let directory: TemporaryDirectory
  private let store: URL

  init() throws {
    directory = try TemporaryDirectory()
    store = directory.url.appendingPathComponent("out.globenc")
  }

  @Test func badRowsAreNamedAndAllOthersIndexed() throws {
    var bytes = Data("{\"id\": \"a\", \"text\": \"good\"}\n\nnonsense\n{\"id\": \"b\"}\n{\"id\": \"c\", \"text\": 1}\n".utf8)
    bytes +=
      Data("{\"id\": \"a\", \"text\": \"again\"}\n{\"text\": \"".utf8) + Data([0xFF])
      + Data("\"}\n{\"id\": \"z\", \"text\": \"last\"}\n".utf8)
    let corpus = try directory.write(bytes, to: "c.jsonl").path
    let result = try run([corpus, "--json"])
    #expect(result.status == 1)
    #expect(result.output.hasPrefix("{\"examples\": 2, \"skipped\": 0, \"failed\": 5,"))
    let lines = result.errors.split(separator: "\n").map(String.init)
    #expect(
      lines.dropFirst().dropLast(2) == [
        "\(corpus):3: row 2: not JSON: a value expected at byte 1", "\(corpus):4: row 3: no column 'text'",
        "\(corpus):5: row 4: 'text' is a number, not text", "\(corpus):6: row 5: repeats the id 'a' of row 1",
        "\(corpus):7: row 6: not valid UTF-8",
      ])
    #expect(
      lines.dropLast().last
        == "globenc-index: note: rows of '\(corpus)' are not valid UTF-8: where it is in an older encoding, convert it (iconv -f WINDOWS-1252 -t UTF-8 "
        + "\(corpus) > OTHER)")
    #expect(lines.last?.hasSuffix("; 5 failed") == true)
    #expect(try StoreContent(store).examples.mapValues(\.text) == ["a": "good", "z": "last"])
  }

  @Test func theFirstOfARepeatedIDWinsInALaterRunToo() throws {
    let corpus = try directory.write("id,text\nx,first\ny,other\nx,second\n", to: "c.csv").path
    for _ in 1...2 {
      let result = try run([corpus])
      #expect(result.status == 1)
      #expect(result.errors.contains("\(corpus):4: row 3: repeats the id 'x' of row 1\n"))
      #expect(try StoreContent(store).examples["x"]?.text == "first")
    }
  }

  @Test func twoSpellingsOfOneLetterAreTwoIDs() throws {
    let corpus = try directory.write("id,text\n\u{E9},one\ne\u{301},two\n", to: "c.csv").path
    #expect(try run([corpus, "--quiet"]).status == 0)
    #expect(try AttributionStore.openForReading(at: store).summary().examples == 2)
  }

  @Test func anUnclosedQuoteIsABadRow() throws {
    let corpus = try directory.write("id,text\n1,a\n2,\"b\n3,c\n", to: "c.csv").path
    let result = try run([corpus, "--quiet"])
    #expect(
      result == IndexTool.Result(status: 1, output: "", errors: "\(corpus):3: row 2: the quote that opens on line 3 is never closed\n"))
    #expect(try StoreContent(store).examples.mapValues(\.text) == ["1": "a", "3": "c"])
  }

  @Test func aMissingCorpusEndsTheRun() throws {
    let corpus = directory.url.appendingPathComponent("none.jsonl").path
    try expectRefusal([corpus], "globenc-index: corpus '\(corpus)' cannot be opened: No such file or directory\n")
  }

  @Test func aFolderWithoutACorpusIsRefused() throws {
    let corpus = directory.url.path
    try expectRefusal([corpus, "--format", "csv"], "globenc-index: the folder '\(corpus)' has no file whose name ends in csv\n")
  }

  @Test func aCorpusThatIsNoTextIsRefused() throws {
    let corpus = try directory.write(Data("SQLite format 3\0".utf8), to: "c.csv").path
    try expectRefusal([corpus], "globenc-index: corpus '\(corpus)' has no usable header: it has a NUL byte\n")
  }

  @Test(arguments: ["id,text\r1,a\r", "\"id\",\"text\"\r\"1\",\"a\"\r"])
  func aHeaderThatEndsWithACarriageReturnAloneIsRefused(text: String) throws {
    let corpus = try directory.write(text, to: "c.csv").path
    try expectRefusal(
      [corpus],
      "globenc-index: corpus '\(corpus)' has carriage returns without line feeds in its first line: "
        + "write them as line feeds (tr '\\r' '\\n' < FILE)\n")
  }

  @Test func aHeaderWithoutTheTextColumnNamesTheColumns() throws {
    let corpus = try directory.write("id,review\n1,a\n", to: "c.csv").path
    try expectRefusal(
      [corpus],
      "globenc-index: corpus '\(corpus)' has no column 'text'; it has 'id', 'review': say which one is the text with --text (its first line must be a header)\n"
    )
  }

  @Test func aColumnThatNoJSONRowHasIsRefused() throws {
    let corpus = try directory.write("{\"text\": \"a\", \"label\": \"x\"}\n", to: "c.jsonl").path
    try expectRefusal(
      [corpus, "--quiet", "--label", "labell"],
      "globenc-index: corpus '\(corpus)' has no column 'labell'; it has 'label', 'text': did you mean 'label'?\n")
  }

  @Test func aMissingModelEndsTheRun() throws {
    let corpus = try directory.write("a\n", to: "c.txt").path
    let result = try IndexTool.run(
      [corpus, "--model", "nobody/nothing", "--store", store.path], environment: ["HF_HUB_CACHE": directory.url.path])
    #expect(result.status == 2)
    #expect(result.errors.hasPrefix("globenc-index: ") && result.errors.contains("nobody/nothing"))
    #expect(!FileManager.default.fileExists(atPath: store.path))
  }

  @Test func aTruncatedCheckpointEndsTheRun() throws {
    let model = directory.url.appendingPathComponent("model")
    try FileManager.default.copyItem(at: URL(fileURLWithPath: IndexTool.model), to: model)
    let weights = model.appendingPathComponent("model.safetensors")
    try Data(contentsOf: weights).prefix(1_000_000).write(to: weights)
    let corpus = try directory.write("a\n", to: "c.txt").path
    let result = try IndexTool.run([corpus, "--model", model.path, "--store", store.path])
    #expect(result.status == 2)
    #expect(result.errors.hasPrefix("globenc-index: ") && result.errors.contains("model.safetensors"))
    #expect(!FileManager.default.fileExists(atPath: store.path))
  }

  @Test func aForeignStoreIsLeftAsItIs() throws {
    let corpus = try directory.write("a\n", to: "c.txt").path
    try Data("not a store".utf8).write(to: store)
    let result = try run([corpus])
    #expect(result.status == 2)
    #expect(result.errors.hasPrefix("globenc-index: ") && result.errors.contains(store.path))
    #expect(result.errors.filter { $0 == "\n" }.count == 1)
    #expect(try Data(contentsOf: store) == Data("not a store".utf8))
  }

  @Test func aStoreInAMissingFolderIsRefused() throws {
    let corpus = try directory.write("a\n", to: "c.txt").path
    let place = directory.url.appendingPathComponent("missing/out.globenc").path
    let result = try IndexTool.run([corpus, "--model", IndexTool.model, "--store", place])
    #expect(result.status == 2)
    #expect(result.errors.hasPrefix("globenc-index: ") && result.errors.contains(place))
  }

  @Test(arguments: [
    ["--max-length", "64"], ["--layers", "all"], ["--keep", "label"], ["--label", "other"], ["--text-pair", "label"],
  ])
  func otherSettingsThanTheStoresAreRefused(option: [String]) throws {
    let corpus = try directory.write("text,label,other\na,x,y\n", to: "c.csv").path
    #expect(try run([corpus, "--quiet"]).status == 0)
    let before = try Data(contentsOf: store)
    let result = try run([corpus] + option)
    #expect(result.status == 2)
    #expect(result.errors.hasPrefix("globenc-index: ") && result.errors.filter { $0 == "\n" }.count == 1)
    #expect(try Data(contentsOf: store) == before)
  }

  @Test func anotherModelThanTheStoresIsRefused() throws {
    let corpus = try directory.write("a\n", to: "c.txt").path
    #expect(try run([corpus, "--quiet"]).status == 0)
    let model = Fixtures.url.appendingPathComponent("models/bert-deep").path
    let result = try IndexTool.run([corpus, "--model", model, "--store", store.path])
    #expect(result.status == 2)
    #expect(result.errors.contains("model"))
  }

  @Test(arguments: [
    ["c.jsonl", "--max-length", "1"], ["c.jsonl", "--max-length", "2", "--text-pair", "b"], ["c.jsonl", "--workers", "0"],
    ["c.jsonl", "--precision", "f16"], ["c.jsonl", "--layers", "some"], ["c.doc"], ["c.txt", "--label", "x"],
    ["c.jsonl", "--keep", "a,,b"],
    ["c.jsonl", "--keep", "a,a"], ["c.jsonl", "--limit", "-1"], ["c.jsonl", "--format", "xml"], ["c.jsonl", "--nonsense"], [],
  ])
  func wrongUsageIsStatus64(arguments: [String]) throws {
    let result = try run(arguments)
    #expect(result.status == 64)
    #expect(result.output == "" && result.errors.hasPrefix("Error: "))
    #expect(!FileManager.default.fileExists(atPath: store.path))
  }

  private func run(_ arguments: [String]) throws -> IndexTool.Result {
    try IndexTool.run(arguments + ["--model", IndexTool.model, "--store", store.path])
  }

  private func expectRefusal(_ arguments: [String], _ errors: String) throws {
    #expect(try run(arguments) == IndexTool.Result(status: 2, output: "", errors: errors))
    #expect(!FileManager.default.fileExists(atPath: store.path))
  }
}
