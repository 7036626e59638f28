import Foundation
import Store
import TestSupport
import Testing

/// Shards that are merged are the store of one run over the corpus, whatever the options.
struct MergedRunTests {
  @Test(
    "with all methods, windows, kept columns, with and without texts",
    arguments: [
      ["--layers", "all", "--keep", "score"],
      [
        "--methods",
        "n-enc,w,w-fixedres,w-res,n,n-fixedres,n-res,n-resln,alti,gradient-norm,decompx-linear,gradient-input,integrated-gradients",
      ],
      ["--methods", "decompx-linear,n-enc", "--classes", "predicted,gold"], ["--methods", "decompx,occlusion", "--limit", "40"],
      ["--methods", "n-enc,alti", "--aggregate", "rollout,maxflow", "--layers", "all"],
      ["--max-length", "16", "--stride", "4", "--layers", "all"],
      ["--max-length", "16", "--stride", "4", "--methods", "gradient-input,n-enc", "--classes", "predicted"],
      ["--no-text", "--max-length", "16", "--stride", "4", "--keep", "score"], ["--codec", "lossless", "--layers", "all", "--limit", "50"],
    ])
  func options(options: [String]) throws {
    let corpus = try ShardedCorpus()
    try corpus.shards(3, options)
    try corpus.expectWhole(3, options)
  }

  @Test("of a model that gives several labels")
  func multiLabel() throws {
    let directory = try TemporaryDirectory()
    let model = try MultiLabelModel.make(in: directory)
    let labels = [#"["negative"]"#, #"["positive","negative"]"#, "[]", "null", #"["other"]"#, #"["zebra","positive","ape"]"#]
    let words = ["a good film", "a dull film", "surprisingly fine", "not bad", "boring"]
    let rows = (0..<60).map { #"{"text":"\#(words[$0 % 5]) \#($0 % 7)","label":\#(labels[$0 * 5 % 6])}"# }
    let corpus = try ShardedCorpus(rows.joined(separator: "\n"), model: model)
    try corpus.shards(4)
    try corpus.expectWhole(4)
  }

  @Test("of rows without ids, which fall to shards by their numbers")
  func numbered() throws {
    let corpus = try ShardedCorpus((1...50).map { "a film of number \($0)" }.joined(separator: "\n") + "\n", named: "c.txt")
    try corpus.shards(3)
    try corpus.expectWhole(3)
  }

  @Test("rows that cannot be read, and repeated ids, fail once, in the shard that they fall to; labels are read by the corpus' beginning")
  func badRows() throws {
    var rows = (0..<60).map { #"{"id":"r\#($0)","text":"a film \#($0)","label":\#($0 == 0 ? "0" : "1")}"# }
    for number in [7, 20, 33] { rows[number] = "{" }
    for number in [41, 50] { rows[number] = rows[number - 30] }
    let corpus = try ShardedCorpus(rows.joined(separator: "\n"))
    let results = try corpus.shards(4, expecting: nil)
    let complaints = results.flatMap { $0.errors.split(separator: "\n").filter { $0.contains(": row ") } }
    #expect(complaints.count == 5 && Set(complaints).count == 5, "\(complaints)")
    #expect(results.allSatisfy { [0, 1].contains($0.status) })
    try corpus.expectWhole(4, status: 1)
    for name in ["0.shard", "1.shard", "2.shard", "3.shard", "merged"] {
      #expect(try AttributionStore.openForReading(at: corpus.url(name)).settings.labelRule?.kind == .classNumbers)
    }
  }

  @Test("the order of the corpus does not change what falls to a shard")
  func order() throws {
    let corpus = try ShardedCorpus(count: 40)
    try corpus.shards(3)
    let lines = try String(contentsOf: corpus.corpus, encoding: .utf8).split(separator: "\n")
    let shuffled = try corpus.directory.write(lines.reversed().joined(separator: "\n"), to: "r.jsonl")
    for number in 0..<3 {
      #expect(try corpus.run(["--shard", "\(number)/3"], store: "r\(number)", corpus: shuffled).status == 0)
      let (one, other) = (try StoreContent(corpus.url("\(number).shard")), try StoreContent(corpus.url("r\(number)")))
      #expect(Set(one.ids) == Set(other.ids) && one.finals == other.finals && !one.ids.isEmpty)
    }
    // A shard of the reversed corpus is one of another corpus, although it has the same rows.
    let mixed = try IndexTool.run(
      ["merge", corpus.url("0.shard").path, corpus.url("r1").path, corpus.url("2.shard").path, "-o", corpus.url("m").path])
    #expect(mixed.status == 2 && mixed.errors.contains("they are shards of two corpora"), "\(mixed.errors)")
  }

  @Test("a merged store without some shards is completed by a run over the whole corpus")
  func completed() throws {
    let corpus = try ShardedCorpus(count: 60)
    try corpus.shards(3, ["--no-text"])
    try FileManager.default.moveItem(at: corpus.url("2.shard"), to: corpus.url("lost"))
    let refused = try corpus.merge(2)
    #expect(refused.status == 2 && refused.errors.hasPrefix("globenc-index: shard 2 of 3 is missing"), "\(refused.errors)")
    #expect(try corpus.merge(2, ["--allow-missing", "--quiet"]) == IndexTool.Result(status: 0, output: "", errors: ""))
    let completed = try corpus.run(["--no-text", "--json"], store: "merged")
    #expect(
      completed.status == 0 && completed.output.contains(#""failed": 0"#) && !completed.output.contains(#""skipped": 0,"#), "\(completed)")
    #expect(try corpus.run(["--no-text"], store: "whole").status == 0)
    #expect(try corpus.digest("merged") == corpus.digest("whole"))
  }
}

extension ShardedCorpus {
  fileprivate func merge(_ count: Int, _ options: [String]) throws -> IndexTool.Result { try merge(count, into: "merged", options) }
}
