import Foundation
import GRDB
import Store
import Support
import TestSupport
import Testing

@testable import Indexer

/// `globenc-index verify` and `repair`, as a user runs them.
struct VerifyCommandTests {
  private let directory: TemporaryDirectory
  private let store: URL
  private let corpus = Fixtures.samples.appendingPathComponent("movies.jsonl").path

  init() throws {
    directory = try TemporaryDirectory()
    store = directory.url.appendingPathComponent("out.globenc")
  }

  private func index(_ options: String...) throws {
    let result = try IndexTool.run([corpus, "--model", IndexTool.model, "--store", store.path, "--limit", "40", "--quiet"] + options)
    #expect(result.status == 0, "\(result.errors)")
  }

  private func verify(_ options: String...) throws -> IndexTool.Result { try IndexTool.run(["verify", store.path] + options) }

  /// Changes a byte in the text of an example.
  private func damage() throws {
    let text = try #require(try AttributionStore.openForReading(at: store).example(id: "movies-192")?.text)
    var file = try Data(contentsOf: store)
    let place = try #require(file.range(of: Data(text.utf8)))
    file[place.lowerBound] ^= 1
    try file.write(to: store)
  }

  @Test(
    "examples come out again as they are stored, and the same seed chooses the same",
    arguments: [
      [], ["--layers", "all", "--codec", "lossless"], ["--no-text"], ["--max-length", "12", "--stride", "4", "--layers", "all"],
    ])
  func recomputing(options: [String]) throws {
    let made = try IndexTool.run(
      [corpus, "--model", IndexTool.model, "--store", store.path, "--limit", "40", "--quiet"] + options)
    #expect(made.status == 0, "\(made.errors)")
    let result = try verify("--model", IndexTool.model, "--recompute", "25", "--seed", "7")
    #expect(result.status == 0 && result.output == "", "\(result)")
    #expect(
      result.errors.hasPrefix(
        "globenc-index: the store \(store.path) is sound: 40 sound examples, 25 computed again (--seed 7), largest difference "),
      "\(result.errors)")
    #expect(try verify("--model", IndexTool.model, "--recompute", "25", "--seed", "7") == result)
  }

  @Test("a result that the model does not give is named, although every checksum is right")
  func forged() throws {
    try index()
    let store = try AttributionStore.openForReading(at: store)
    var example = try #require(try store.example(id: "movies-192"))
    let matrix = try #require(try store.matrix(exampleID: example.id, layer: .final))
    var values = matrix.values
    values[5] = values[5] == 0 ? 0.01 : values[5] * 1.01
    values[values.count - 1] += 0.004
    let forged = directory.url.appendingPathComponent("forged.globenc")
    let target = try AttributionStore.openForWriting(at: forged, settings: store.settings)
    let info = RunInfo(backend: "b", instructionSet: "i", corpus: "c", workers: 1, startedAt: Date())
    let final = ScaledMatrix(size: matrix.size, values: values, exponent: matrix.exponent)
    try target.write([PackedExample(example, final: final, layers: [], form: target.form)], run: try target.beginRun(info))
    try target.close()
    example = try #require(try AttributionStore.openForReading(at: forged).example(id: example.id))
    let result = try IndexTool.run(["verify", forged.path, "--model", IndexTool.model, "--recompute", "9", "--seed", "1"])
    #expect(result.status == 1)
    #expect(result.output.hasPrefix("example 'movies-192': the values of layer final are not those that the model gives"), "\(result)")
    #expect(result.output.split(separator: "\n").count == 1)
  }

  @Test("another model is refused before anything is computed")
  func otherModel() throws {
    try index()
    let other = Fixtures.url.appendingPathComponent("models/bert-deep").path
    let result = try verify("--model", other, "--recompute", "1")
    #expect(result.status == 2 && result.output == "")
    #expect(result.errors.contains("was made with another model, or tokenizer"), "\(result.errors)")
  }

  @Test("damaged records are named, removed by a repair, and made anew by the next run")
  func repairing() throws {
    try index()
    let before = try StoreContent(store)
    try damage()
    let damaged = try verify("--model", IndexTool.model, "--seed", "1")
    #expect(damaged.status == 1)
    #expect(damaged.output == "table example: the record of example 'movies-192' does not agree with its checksum\n")
    let repaired = try IndexTool.run(["repair", store.path])
    #expect(repaired.status == 0 && repaired.output == "dropped movies-192\n", "\(repaired)")
    #expect(repaired.errors.contains("kept 39 examples, dropped 1, totals added up anew"))
    try index()
    #expect(try StoreContent(store) == before)
    #expect(try verify().status == 0)
    #expect(try IndexTool.run(["repair", store.path]).errors.hasSuffix("is sound; nothing was changed\n"))
  }

  @Test(
    "damaged names of pieces and labels, and records of runs, are named; a repair drops what they concern, and the next run brings it back")
  func names() throws {
    let rows = OpenRun.rows.prefix(40).joined().replacingOccurrences(of: "\"negative\"", with: "\"sad\"")
    func index() throws {
      let arguments = ["-", "--model", IndexTool.model, "--store", store.path, "--quiet"]
      #expect(try IndexTool.run(arguments, input: rows).status == 0)
    }
    try index()
    let before = try StoreContent(store)
    let token = try #require(try AttributionStore.openForReading(at: store).example(id: "movies-192")?.tokens[1])
    let queue = try DatabaseQueue(path: store.path)
    try queue.write {
      try $0.execute(sql: "UPDATE token SET piece = piece || 'x' WHERE id = ?", arguments: [token.id])
      try $0.execute(sql: "UPDATE label SET name = 'Sad' WHERE name = 'sad'; UPDATE run SET tokens = 1")
    }
    try queue.close()
    let damaged = try verify("--model", IndexTool.model, "--seed", "1")
    #expect(damaged.status == 1)
    for line in [
      "table label: the name of label 3 does not agree with its checksum", "table token: the name of token \(token.id) does not agree",
      "table run: the record of run 1 does not agree with its checksum\n", "table example: example 'movies-192' cannot be read",
    ] {
      #expect(damaged.output.contains(line), "\(damaged.output)")
    }
    let dropped = before.examples.filter { $0.value.label == "sad" || $0.value.tokens.contains { $0.id == token.id } }.map(\.key)
    let repaired = try IndexTool.run(["repair", store.path])
    #expect(repaired.status == 0, "\(repaired)")
    #expect(repaired.output.split(separator: "\n").sorted() == dropped.map { "dropped \($0)" }.sorted().map { $0[...] })
    #expect(repaired.errors.contains("kept \(40 - dropped.count) examples, dropped \(dropped.count), totals added up anew"))
    try index()
    #expect(try StoreContent(store) == before)
    #expect(try verify("--model", IndexTool.model).status == 0)
  }

  @Test("a file that is no store is refused in one sentence by both")
  func noStore() throws {
    let text = try directory.write("id,text\n1,hello\n", to: "corpus.csv")
    for command in ["verify", "repair"] {
      for path in [text.path, directory.url.appendingPathComponent("missing").path] {
        let result = try IndexTool.run([command, path])
        #expect(result.status == 2 && result.output == "", "\(result)")
        #expect(result.errors.hasPrefix("globenc-index: ") && result.errors.split(separator: "\n").count == 1, "\(result.errors)")
      }
    }
    #expect(try IndexTool.run(["verify", text.path, "--recompute", "3"]).status == 64)
  }
}
