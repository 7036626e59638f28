import Foundation
import Store
import Support
import TestSupport
import Testing

/// `export --method all`.
struct LongFormatTests {
  private let store: SampleStore

  /// The scores of the sample: the options that choose them, and the ends of their rows.
  private static let parts = [
    (options: ["--method", "n-enc", "--aggregate", "rollout"], end: ",n-enc,rollout,"),
    (options: ["--method", "decompx-linear", "--class", "negative"], end: ",decompx-linear,,negative"),
    (options: ["--method", "decompx-linear", "--class", "positive"], end: ",decompx-linear,,positive"),
    (options: ["--aggregate", "maxflow"], end: ",n-enc,maxflow,"),
  ]

  init() throws { store = try SignedReviews.store() }

  private func records(_ arguments: [String], in store: SampleStore? = nil) throws -> [String] {
    let result = try (store ?? self.store).run(["export"] + arguments)
    #expect(result.status == 0 && result.errors.isEmpty, "\(result.errors)")
    // A text of the sample has a line feed, but no row has one behind its last quote.
    return result.text.replacing("\"\nbad", with: "\" bad").replacing("\"\"\nbad", with: "\"\" bad").split(separator: "\n").map(String.init)
  }

  @Test(arguments: ["tokens", "words", "examples"])
  func `the long format has the rows of each export of one method`(what: String) throws {
    let long = try records(["--what", what, "--method", "all"])
    #expect(long[0].hasSuffix(",method,aggregate,class"))
    var count = 1
    for part in Self.parts {
      let one = try records(["--what", what] + part.options)
      var rows = long.dropFirst().filter { $0.hasSuffix(part.end) }
      if what == "examples", part.end.contains("n-enc") {
        // An unsigned method has neither bias nor logit, and its own export no columns for them.
        rows = rows.map { $0.replacing(",,,n-enc", with: ",n-enc") }
      } else {
        #expect(one[0] == long[0])
      }
      #expect(one.count > 3 && Array(rows) == Array(one.dropFirst()), "\(part)")
      count += rows.count
    }
    #expect(long.count == count)
  }

  @Test func `an example comes with all its scores before the next one`() throws {
    let rows = try records(["--what", "examples", "--method", "all"]).dropFirst()
    #expect(rows.map { $0.prefix(1) } == ["a", "a", "a", "a", "b", "b", "b", "b", "\"", "\"", "\"", "\""])
    #expect(zip(rows, Self.parts + Self.parts + Self.parts).allSatisfy { $0.hasSuffix($1.end) })
  }

  @Test func `JSON lines have the same rows`() throws {
    let lines = try records(["--what", "words", "--method", "all", "--format", "jsonl"])
    let rows = try lines.map { try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]) }
    #expect(try rows.count == records(["--what", "words", "--method", "all"]).count - 1)
    let not = rows.filter { $0["example"] as? String == "a" && $0["word"] as? String == "not" }
    #expect(not.compactMap { $0["score"] as? Double } == [0.25, 2, -1, 0.0625])
    #expect(not.map { $0["class"] as? String } == [nil, "negative", "positive", nil])
    #expect(not.map { $0["aggregate"] as? String } == ["rollout", nil, nil, "maxflow"])
  }

  @Test(arguments: [("negative", ["negative", "negative", "negative"]), ("predicted", ["negative", "positive", "positive"])])
  func `a class keeps the signed scores for it and all unsigned ones`(name: String, classes: [String]) throws {
    let rows = try records(["--what", "examples", "--method", "all", "--class", name]).dropFirst()
    #expect(rows.count == 9 && rows.count { $0.contains(",n-enc,") } == 6)
    #expect(rows.filter { $0.contains(",decompx-linear,") }.map { $0.split(separator: ",").last.map(String.init) } == classes)
  }

  @Test func `an example has rows for the scores that it has`() throws {
    let store = try SignedReviews.store(isWhole: false)
    let ends = try records(["--what", "examples", "--method", "all", "--class", "negative"], in: store).map {
      $0.split(separator: ",").last.map(String.init)
    }
    #expect(ends.dropFirst().count { $0 == "negative" } == 2 && ends.count == 9)
    // The third review has no gold label.
    let gold = try records(["--what", "examples", "--method", "all", "--class", "gold"], in: store).dropFirst()
    #expect(gold.filter { $0.contains("decompx") }.map { $0.prefix(2) } == ["a,"])
  }

  @Test func `a store of one unsigned method has the columns too`() throws {
    let store = try SampleStore()
    let long = try records(["--what", "tokens", "--method", "all"], in: store)
    let one = try records(["--what", "tokens"], in: store)
    #expect(long == one.enumerated().map { $1 + ($0 == 0 ? ",method,aggregate,class" : ",n-enc,rollout,") })
    let examples = try records(["--what", "examples", "--method", "all"], in: store)
    #expect(examples[0].hasSuffix(",source,method,aggregate,class"))
  }

  @Test func `matrices are named by their method`() throws {
    let all = try ZipReader(try store.run("export", "--what", "matrices", "--method", "all").output).entries
    let ids = ["a", "b", "%C3%BCn%C3%AF%2C1"]
    #expect(all.map(\.name) == ids.flatMap { ["n-enc/rollout/\($0).npy", "n-enc/maxflow/\($0).npy"] })
    for aggregate in ["rollout", "maxflow"] {
      let one = try ZipReader(try store.run("export", "--what", "matrices", "--aggregate", aggregate).output).entries
      #expect(all.filter { $0.name.hasPrefix("n-enc/\(aggregate)/") }.map(\.bytes) == one.map(\.bytes))
    }
  }

  @Test(
    arguments: [
      (
        ["--what", "labels", "--method", "all"], 64,
        "Labels have no scores: --method, --aggregate and --class do not go with --what labels."
      ),
      (
        ["--what", "matrices", "--method", "all", "--layer", "1"], 64,
        "Not every method keeps its layers: --layer 1 goes with one method."
      ),
      (
        ["--what", "tokens", "--method", "all", "--aggregate", "rollout"], 64,
        "--method all has every aggregate: --aggregate goes with one method"
      ),
      (
        ["--what", "tokens", "--method", "all", "--class", "neutral"], 1,
        "the model has no class 'neutral': it has 'negative' and 'positive'"
      ),
    ] as [([String], Int32, String)])
  func `what makes no sense is refused in one sentence`(options: [String], status: Int32, sentence: String) throws {
    let result = try store.run(["export", "-o", "out"] + options)
    #expect(result.status == status && result.errors.contains(sentence), "\(result.errors)")
    #expect(!FileManager.default.fileExists(atPath: store.directory.url.appendingPathComponent("out").path))
  }

  @Test func `a class without a signed method is refused`() throws {
    let result = try SampleStore().run("export", "--what", "words", "--method", "all", "--class", "negative")
    #expect(result.status == 64 && result.errors == "globenc-query: --class goes with a signed method, and the store has none\n")
  }

  @Test(.enabled(if: Python.isPresent, "there is no python3")) func `an example with damaged scores is named and left out`() throws {
    try Python.run(
      """
      import sqlite3
      store = sqlite3.connect("reviews.db")
      store.execute("UPDATE score SET checksum = checksum + 1 WHERE rowid = (SELECT min(rowid) FROM score WHERE method = 1)")
      store.commit()
      """, in: store.directory.url)
    let result = try store.run("export", "--what", "examples", "--method", "all")
    #expect(result.status == 1 && result.errors.contains("the record of example 'a' is damaged"), "\(result.errors)")
    #expect(result.errors.contains("the export is whole but for 1 damaged example, which it leaves out"))
    #expect(!result.text.contains("\na,") && result.text.contains("\nb,"))
  }
}
