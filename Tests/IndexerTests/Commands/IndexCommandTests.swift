import ArgumentParser
import Foundation
import Store
import Support
import TestSupport
import Testing

@testable import Indexer

struct IndexCommandTests {
  private let directory: TemporaryDirectory
  private let store: URL

  init() throws {
    directory = try TemporaryDirectory()
    store = directory.url.appendingPathComponent("out.globenc")
  }

  @Test func indexesACorpusAndSaysSo() throws {
    let corpus = try directory.write("{\"id\": \"a\", \"text\": \"good film\", \"label\": 1}\n{\"id\": 2, \"text\": \"\"}\n", to: "c.jsonl")
    let result = try run([corpus.path])
    #expect(result.status == 0)
    #expect(result.output == "")
    let lines = result.errors.split(separator: "\n")
    #expect(lines.first == "globenc-index: columns: text = text, label = label (1 value, class numbers), id = id")
    #expect(lines.last?.hasPrefix("globenc-index: indexed 2 examples (6 tokens) in ") == true)
    let content = try StoreContent(store)
    #expect(content.ids == ["a", "2"])
    let example = try #require(content.examples["a"])
    #expect(example.text == "good film" && example.label == "positive" && example.row == 1 && example.predicted == "positive")
    #expect(example.tokens.map(\.piece) == ["[CLS]", "good", "film", "[SEP]"])
    #expect(abs(example.tokens.map(\.score).reduce(0, +) - 1) < 1e-5)
    #expect(content.examples["2"]?.tokens.map(\.piece) == ["[CLS]", "[SEP]"])
    #expect(content.finals["a"]?.size == 4)
    #expect(content.layers.isEmpty)
  }

  @Test func theNameOfTheSubcommandMayBeGiven() throws {
    let corpus = try directory.write("one text\n", to: "c.txt")
    let result = try IndexTool.run(["index", corpus.path, "--model", IndexTool.model, "--store", store.path, "--quiet"])
    #expect(result == IndexTool.Result(status: 0, output: "", errors: ""))
  }

  @Test func theSummaryForScriptsIsOneLineOfJSON() throws {
    let corpus = try directory.write("text,id\na good film,1\n\(String(repeating: "long ", count: 200)),2\n", to: "c.csv")
    let result = try run([corpus.path, "--json", "--quiet"])
    #expect(result.status == 0 && result.errors == "")
    let object = try #require(try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Double])
    #expect(Set(object.keys) == ["examples", "skipped", "failed", "truncated", "tokens", "seconds", "tokens_per_second"])
    #expect(object["examples"] == 2 && object["truncated"] == 1 && object["tokens"] == 5 + 128)
    #expect(try StoreContent(store).examples["2"]?.isTruncated == true)
  }

  @Test func readsStandardInput() throws {
    let result = try run(["-", "--quiet"], input: "{\"text\": \"from a pipe\"}\n{\"text\": \"and more\"}")
    #expect(result.status == 0)
    #expect(try StoreContent(store).examples["2"]?.text == "and more")
  }

  @Test func formatSaysWhatANameDoesNot() throws {
    let corpus = try directory.write("text\tlabel\ngood\tx\n", to: "c.data")
    #expect(try run([corpus.path, "--quiet", "--format", "tsv"]).status == 0)
    #expect(try StoreContent(store).examples["1"]?.label == "x")
  }

  @Test func keepsColumnsPairsAndLayers() throws {
    let corpus = try directory.write("key,a,b,gold,stars,who\nx,good,film,0,5,me\ny,,bad,1,,you\n", to: "c.csv")
    let result = try run(
      [
        corpus.path, "--text", "a", "--text-pair", "b", "--id", "key", "--label", "gold", "--keep", "stars,who", "--layers", "all",
        "--quiet",
      ])
    #expect(result.status == 0)
    let content = try StoreContent(store)
    let x = try #require(content.examples["x"])
    let y = try #require(content.examples["y"])
    #expect(x.pair == "film" && x.label == "negative" && x.kept == ["5", "me"])
    #expect(x.tokens.map(\.piece) == ["[CLS]", "good", "[SEP]", "film", "[SEP]"] && x.tokens.map(\.segment) == [0, 0, 0, 1, 1])
    #expect(y.label == "positive" && y.kept == [nil, "you"])
    #expect(y.tokens.map(\.piece) == ["[CLS]", "[SEP]", "bad", "[SEP]"])
    #expect(content.layers["x"]?.map(\.size) == [5, 5, 5])
  }

  @Test func limitReadsOnlyTheFirstRowsAndMoreLater() throws {
    let corpus = try directory.write("a\nb\nc\nd\n", to: "c.txt")
    #expect(try run([corpus.path, "--quiet", "--limit", "2"]).status == 0)
    #expect(try StoreContent(store).ids == ["1", "2"])
    let result = try run([corpus.path, "--json", "--quiet", "--limit", "3"])
    #expect(result.output.hasPrefix("{\"examples\": 1, \"skipped\": 2, \"failed\": 0,"))
    #expect(try StoreContent(store).ids == ["1", "2", "3"])
  }

  @Test(arguments: ["c.jsonl", "c.csv", "c.tsv", "c.txt"])
  func anEmptyCorpusIsNoError(name: String) throws {
    let corpus = try directory.write("", to: name)
    let result = try run([corpus.path])
    #expect(
      result
        == IndexTool.Result(
          status: 0, output: "",
          errors: "globenc-index: warning: the corpus '\(corpus.path)' has no rows\nglobenc-index: indexed 0 examples\n"))
    #expect(try StoreContent(store).examples.isEmpty)
  }

  @Test func leavesOneFileThatRemembersItsRuns() throws {
    let corpus = try directory.write("a\nb\n", to: "c.txt")
    #expect(try run([corpus.path, "--quiet", "--workers", "2"]).status == 0)
    #expect(try run([corpus.path, "--quiet", "--workers", "1"]).status == 0)
    #expect(try FileManager.default.contentsOfDirectory(atPath: directory.url.path).sorted() == ["c.txt", "out.globenc"])
    let runs = try AttributionStore.openForReading(at: store).summary().runs
    #expect(runs.map(\.examples) == [2, 0] && runs.map(\.skipped) == [0, 2] && runs.map(\.workers) == [2, 1])
    #expect(runs.allSatisfy { $0.finishedAt != nil && !$0.isInterrupted && $0.corpus == corpus.path })
  }

  @Test func versionNamesTheBackendAndTheInstructionSet() throws {
    let result = try IndexTool.run(["--version"])
    #expect(result.status == 0)
    #expect(result.output.hasPrefix("globenc-index \(ToolVersion.current), schema \(ToolVersion.schema), "))
    #expect(result.output.split(separator: ",").count == 4)
  }

  @Test func helpShowsTheOptions() throws {
    let result = try IndexTool.run(["index", "--help"])
    #expect(result.status == 0)
    for option in [
      "--text-pair", "--keep", "--layers", "--precision", "--codec", "--no-text", "--stride", "--audit", "--max-length", "--workers",
      "--limit", "--json", "--quiet",
    ] {
      #expect(result.output.contains(option))
    }
  }

  private func run(_ arguments: [String], input: String = "") throws -> IndexTool.Result {
    try IndexTool.run(arguments + ["--model", IndexTool.model, "--store", store.path], input: input)
  }
}
