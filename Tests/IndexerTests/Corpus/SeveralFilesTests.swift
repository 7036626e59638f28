import Foundation
import Store
import TestSupport
import Testing

@testable import Indexer

/// Several files, or a folder of them, are one corpus.
struct SeveralFilesTests {
  private let directory: TemporaryDirectory
  private let store: URL

  init() throws {
    directory = try TemporaryDirectory()
    store = directory.url.appendingPathComponent("out.globenc")
  }

  private func run(_ arguments: [String]) throws -> IndexTool.Result {
    try IndexTool.run(arguments + ["--model", IndexTool.model, "--store", store.path, "--quiet"], in: directory.url)
  }

  private func texts() throws -> [String: String] { try StoreContent(store).examples.mapValues(\.text) }

  @Test func rowsAreNumberedOnAndErrorsNameTheFile() throws {
    _ = try directory.write("text,label\na,positive\nb,negative\n", to: "1.csv")
    _ = try directory.write("{\"text\": \"c\"}\nnonsense\n{\"text\": \"e\"}\n", to: "2.jsonl")
    let result = try run(["1.csv", "2.jsonl"])
    #expect(result.errors == "2.jsonl:2: row 4: not JSON: a value expected at byte 1\n" && result.status == 1)
    #expect(try texts() == ["1": "a", "2": "b", "3": "c", "5": "e"])
  }

  @Test func theSameFilesAndMoreContinueAStore() throws {
    _ = try directory.write("a\nb\n", to: "1.txt")
    _ = try directory.write("c\n", to: "2.txt")
    _ = try directory.write("d\n", to: "3.txt")
    #expect(try run(["1.txt", "2.txt"]).status == 0)
    let result = try run(["1.txt", "2.txt", "3.txt", "--json"])
    #expect(result.status == 0 && result.output.hasPrefix("{\"examples\": 1, \"skipped\": 3,"))
    #expect(try texts() == ["1": "a", "2": "b", "3": "c", "4": "d"])
  }

  @Test func aFolderIsReadInTheOrderOfItsNames() throws {
    let folder = directory.url.appendingPathComponent("c")
    try FileManager.default.createDirectory(at: folder.appendingPathComponent("deeper.txt"), withIntermediateDirectories: true)
    for (name, text) in [("b.txt", "second\n"), ("a.txt", "first\n"), ("Z.txt", "zeroth\n"), (".d.txt", "hidden\n"), ("c.md", "none\n")] {
      _ = try directory.write(text, to: "c/" + name)
    }
    #expect(try run(["c/"]).status == 0)
    #expect(try texts() == ["1": "zeroth", "2": "first", "3": "second"])
    #expect(try AttributionStore.openForReading(at: store).summary().runs.first?.corpus == "c/")
  }

  @Test func aFolderOfSeveralFormatsIsRefusedUnlessOneIsChosen() throws {
    try FileManager.default.createDirectory(at: directory.url.appendingPathComponent("c"), withIntermediateDirectories: true)
    _ = try directory.write("text\na\n", to: "c/data.csv")
    _ = try directory.write("read me\n", to: "c/README.txt")
    let refused = try run(["c"])
    #expect(refused.status == 2)
    #expect(refused.errors.contains("has files of several formats, csv and txt: choose those of one with --format, or name the files"))
    #expect(try run(["c", "--format", "csv"]).status == 0)
    #expect(try texts() == ["1": "a"])
  }

  @Test func whatAFolderHasOfOtherFormatsIsSaid() throws {
    try FileManager.default.createDirectory(at: directory.url.appendingPathComponent("c"), withIntermediateDirectories: true)
    _ = try directory.write("a\n", to: "c/1.txt")
    for name in ["2.txt.gz", "3.txt.gz"] { _ = try directory.write("", to: "c/" + name) }
    #expect(
      try run(["c"]).errors
        == "globenc-index: note: '2.txt.gz' and 1 more in the folder 'c' are of a format that is not read here, and left out\n")
    #expect(try texts() == ["1": "a"])
  }

  @Test func aFileThatLacksAColumnEndsTheRunBeforeItBegins() throws {
    _ = try directory.write("text\na\n", to: "1.csv")
    _ = try directory.write("review\nb\n", to: "2.csv")
    let result = try run(["1.csv", "2.csv"])
    #expect(result.status == 2 && result.errors.contains("corpus '2.csv' has no column 'text'"))
    #expect(!FileManager.default.fileExists(atPath: store.path))
  }

  @Test func aFileNamedTwiceIsRefused() throws {
    _ = try directory.write("a\n", to: "1.txt")
    #expect(try run(["1.txt", "./1.txt"]).errors == "globenc-index: the corpus has the file './1.txt' twice\n")
    #expect(try run(["1.txt", "-"]).status == 64)
  }

  @Test func limitAndPruningGoOverAllFiles() throws {
    _ = try directory.write("a\nb\n", to: "1.txt")
    _ = try directory.write("c\nd\n", to: "2.txt")
    #expect(try run(["1.txt", "2.txt", "--limit", "3"]).status == 0)
    #expect(try texts().keys.sorted() == ["1", "2", "3"])
    #expect(try run(["1.txt", "--prune"]).status == 0)
    #expect(try texts() == ["1": "a", "2": "b"])
  }

  @Test func theStoreIsNoneOfTheFiles() throws {
    _ = try directory.write("a\n", to: "1.txt")
    _ = try directory.write("text\n", to: "out.globenc")
    #expect(try run(["1.txt", "out.globenc", "--format", "txt"]).errors.contains("the corpus and the store are the same file"))
  }
}
