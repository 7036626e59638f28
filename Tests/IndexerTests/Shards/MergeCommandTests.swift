import Foundation
import Store
import TestSupport
import Testing

/// `globenc-index merge` as a user sees it.
struct MergeCommandTests {
  @Test("a merge that is killed at any moment goes on with the same command; nothing has the store's name before it is whole")
  func killed() throws {
    let corpus = try ShardedCorpus(count: 600)
    try corpus.shards(3, ["--layers", "all"])
    let start = Date()
    #expect(try corpus.merge(3, into: "whole").status == 0)
    let seconds = Date().timeIntervalSince(start)
    let digest = try corpus.digest("whole")
    let arguments = ["merge"] + (0..<3).map { corpus.url("\($0).shard").path } + ["-o", corpus.url("merged").path]
    var ended = 0
    for (part, signal) in [(0.1, SIGKILL), (0.5, SIGKILL), (0.3, SIGINT), (0.6, SIGKILL), (0.4, SIGTERM)] {
      let running = try IndexTool.start(arguments)
      usleep(UInt32(part * seconds * 1_000_000))
      kill(running.process.processIdentifier, signal)
      let result = running.wait()
      if FileManager.default.fileExists(atPath: corpus.url("merged").path) {
        #expect(try corpus.digest("merged") == digest)
        try FileManager.default.removeItem(at: corpus.url("merged"))
      } else {
        ended += 1
        if signal != SIGKILL {
          #expect(result.status == 128 + signal && result.errors.contains("run the same command again to go on"), "\(result)")
        }
      }
    }
    #expect(ended > 0)
    let result = try IndexTool.run(arguments)
    #expect(result.status == 0 && result.errors.contains("merged 3 stores with 600 examples into "), "\(result.errors)")
    #expect(try corpus.digest("merged") == digest)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: corpus.directory.url.path).sorted() == [
        "0.shard", "1.shard", "2.shard", "c.jsonl", "merged", "whole",
      ])
  }

  @Test("a merge that ended just before the renaming is renamed by the same command")
  func complete() throws {
    let corpus = try ShardedCorpus(count: 20)
    try corpus.shards(2)
    #expect(try corpus.merge(2).status == 0)
    let digest = try corpus.digest("merged")
    try FileManager.default.moveItem(at: corpus.url("merged"), to: corpus.url("merged.merging"))
    #expect(try corpus.merge(2).status == 0)
    #expect(try corpus.digest("merged") == digest)
    // Another store in that place is no merge.
    try FileManager.default.removeItem(at: corpus.url("merged"))
    try FileManager.default.copyItem(at: corpus.url("1.shard"), to: corpus.url("merged.merging"))
    let refused = try corpus.merge(2)
    #expect(refused.status == 2 && refused.errors.contains("and no unfinished merge: delete or rename it"), "\(refused.errors)")
    #expect(try Data(contentsOf: corpus.url("merged.merging")) == Data(contentsOf: corpus.url("1.shard")))
  }

  @Test("evaluations of a shard stay there, which is said")
  func evaluations() throws {
    let corpus = try ShardedCorpus(count: 20)
    try corpus.shards(2)
    #expect(
      try IndexTool.run(["evaluate", corpus.url("1.shard").path, "--model", IndexTool.model, "--quiet", "--sample", "3"]).status == 0)
    let merged = try corpus.merge(2, ["--quiet"])
    #expect(merged.status == 0 && merged.errors.hasPrefix("globenc-index: note: evaluations of "), "\(merged.errors)")
    #expect(merged.errors.hasSuffix("1.shard are of its own texts, and stay there: evaluate the merged store\n"))
    #expect(try corpus.run([], store: "whole").status == 0 && corpus.digest("merged") == corpus.digest("whole"))
  }

  @Test(
    arguments: [
      (["merge", "a"], 64, ""), (["merge"], 64, ""), (["merge", "a", "-o", "b", "--shard", "0/2"], 64, "'--shard'"),
      (["merge", "/nowhere/a", "-o", "b"], 2, "there is no store /nowhere/a"),
    ])
  func wrongUsage(arguments: [String], status: Int32, message: String) throws {
    let directory = try TemporaryDirectory()
    let result = try IndexTool.run(arguments, in: directory.url)
    #expect(result.status == status && result.output == "", "\(result)")
    if status == 2 { #expect(result.errors.contains(message) && result.errors.split(separator: "\n").count == 1, "\(result.errors)") }
    #expect(try FileManager.default.contentsOfDirectory(atPath: directory.url.path).isEmpty)
  }
}

extension ShardedCorpus {
  fileprivate func merge(_ count: Int, _ options: [String]) throws -> IndexTool.Result { try merge(count, into: "merged", options) }
}
