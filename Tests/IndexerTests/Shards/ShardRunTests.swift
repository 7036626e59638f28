import Foundation
import Store
import TestSupport
import Testing

@testable import Indexer

/// `globenc-index index --shard`: when the store has its name, what continues it, and what is refused.
struct ShardRunTests {
  @Test("a finished shard has nothing to do; info shows it; the program of no shard leaves it alone")
  func finished() throws {
    let corpus = try ShardedCorpus(count: 30)
    try corpus.shards(2)
    let before = try Data(contentsOf: corpus.url("1.shard"))
    let again = try corpus.run(["--shard", "1/2", "--json"], store: "1.shard")
    #expect(again.status == 0 && again.errors.hasSuffix("1.shard' is shard 1 of 2, and finished: nothing to do\n"), "\(again.errors)")
    #expect(again.output.hasPrefix("{\"examples\": 0, \"skipped\": "))
    #expect(try Data(contentsOf: corpus.url("1.shard")) == before)
    let info = try IndexTool.start(["info", corpus.url("1.shard").path], program: "globenc-query").wait().output
    #expect(info.contains("1 of 2, counted from 0, of the corpus ") && info.contains(" of 30 rows\n"), "\(info)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: corpus.directory.url.path).sorted() == ["0.shard", "1.shard", "c.jsonl"])
    let whole = try corpus.run([], store: "1.shard")
    #expect(whole.status == 2 && whole.errors.contains("is shard 1 of 2 of a corpus"), "\(whole.errors)")
    #expect(try Data(contentsOf: corpus.url("1.shard")) == before)
  }

  @Test("shards are asked as one; a missing one is told, and those of another corpus or division are refused")
  func asked() throws {
    let corpus = try ShardedCorpus(count: 30)
    try corpus.shards(3)
    func ask(_ stores: String...) throws -> IndexTool.Result {
      let names = stores.map { corpus.url($0).path }
      return try IndexTool.start(
        ["labels", names[0]] + names.dropFirst().flatMap { ["--and", $0] } + ["--csv"], program: "globenc-query"
      ).wait()
    }
    let all = try ask("0.shard", "1.shard", "2.shard")
    #expect(all.status == 0 && all.errors == "", "\(all.errors)")
    let some = try ask("0.shard", "2.shard")
    #expect(some.status == 0 && some.output != all.output)
    #expect(some.errors == "globenc-query: warning: shard 1 of 3 is missing, counted from 0: answers are of the others\n")
    let other = try ShardedCorpus(count: 31)
    try other.shards(3)
    try FileManager.default.copyItem(at: other.url("1.shard"), to: corpus.url("other.shard"))
    let mixed = try ask("0.shard", "other.shard", "2.shard")
    #expect(mixed.status == 2 && mixed.errors.contains("they are shards 0 of 3 and 1 of 3 of different corpora"), "\(mixed.errors)")
    let divided = try ShardedCorpus(count: 30)
    try divided.shards(2)
    try FileManager.default.copyItem(at: divided.url("1.shard"), to: corpus.url("half.shard"))
    let division = try ask("0.shard", "half.shard")
    #expect(division.status == 2 && division.errors.contains("of different divisions of a corpus"), "\(division.errors)")
  }

  @Test("a shard that is killed goes on with the same command; until it is finished its name stays free")
  func killed() throws {
    let corpus = try ShardedCorpus(
      (0..<1200).map { "{\"id\":\"\($0)\",\"text\":\"a film that is \($0 % 7) times as good as number \($0)\"}" }.joined(separator: "\n"))
    let start = Date()
    try corpus.shards(2, ["--layers", "all"])
    let seconds = Date().timeIntervalSince(start) / 2
    let digest = try corpus.digest("1.shard")
    let arguments = [
      corpus.corpus.path, "--model", IndexTool.model, "--store", corpus.url("k.shard").path, "--shard", "1/2", "--layers", "all", "--quiet",
    ]
    for part in [0.3, 0.6, 0.9] {
      let running = try IndexTool.start(arguments)
      usleep(UInt32(part * seconds * 1_000_000))
      kill(running.process.processIdentifier, SIGKILL)
      if running.wait().status != 0 { #expect(!FileManager.default.fileExists(atPath: corpus.url("k.shard").path)) }
    }
    let result = try IndexTool.run(arguments)
    #expect(result.status == 0, "\(result.errors)")
    #expect(try corpus.digest("k.shard") == digest)
    #expect(try !FileManager.default.contentsOfDirectory(atPath: corpus.directory.url.path).contains { $0.contains("unfinished") })
  }

  @Test("a stopped shard says so, and cannot be merged")
  func stopped() throws {
    let corpus = try ShardedCorpus(count: 200)
    let lines = try String(contentsOf: corpus.corpus, encoding: .utf8)
    let running = try IndexTool.start(
      ["-", "--model", IndexTool.model, "--store", corpus.url("0.shard").path, "--shard", "0/2", "--quiet"])
    try running.input.write(contentsOf: Data(lines.utf8))
    while !FileManager.default.fileExists(atPath: corpus.url("0.shard.unfinished").path) { usleep(20_000) }
    usleep(300_000)
    kill(running.process.processIdentifier, SIGTERM)
    let result = running.wait()
    #expect(result.status == 143 && result.errors.contains("run the same command again to continue"), "\(result.errors)")
    let merged = try IndexTool.run(["merge", corpus.url("0.shard.unfinished").path, "-o", corpus.url("m").path])
    #expect(merged.status == 2 && merged.errors.contains("is shard 0 of 2, and unfinished"), "\(merged.errors)")
  }

  @Test("a store of another shard, another corpus, other settings, or of no shard is refused in a sentence")
  func refused() throws {
    let corpus = try ShardedCorpus(count: 30)
    try corpus.shards(2)
    #expect(try corpus.run([], store: "whole").status == 0)
    let other = try corpus.directory.write("{\"text\": \"another\"}\n", to: "other.jsonl")
    let cases: [([String], String, URL?, String)] = [
      (["--shard", "0/2"], "1.shard", nil, "is shard 1 of 2, not 0 of 2"),
      (["--shard", "1/3"], "1.shard", nil, "is shard 1 of 2, not 1 of 3"),
      (["--shard", "1/2"], "1.shard", other, "is shard 1 of 2 of another corpus"),
      (["--shard", "1/2", "--limit", "3"], "1.shard", nil, "is shard 1 of 2 of another corpus"),
      (["--shard", "1/2", "--layers", "all"], "1.shard", nil, "layers final, not all"),
      (["--shard", "1/2"], "whole", nil, "is no shard of a corpus"),
    ]
    for (options, store, file, message) in cases {
      let before = try Data(contentsOf: corpus.url(store))
      let result = try corpus.run(options, store: store, corpus: file)
      #expect(result.status == 2 && result.errors.contains(message) && result.errors.split(separator: "\n").count == 1, "\(result.errors)")
      #expect(try Data(contentsOf: corpus.url(store)) == before)
    }
  }

  @Test("a repaired shard that lost an example is completed by its command")
  func repaired() throws {
    let corpus = try ShardedCorpus(count: 30)
    try corpus.shards(2)
    let digest = try corpus.digest("0.shard")
    let store = try AttributionStore.openForReading(at: corpus.url("0.shard"))
    var id = ""
    try store.forEachExample { id = $0.id }
    try Python.run(
      "import sqlite3; c = sqlite3.connect('0.shard'); c.execute('update example set text = 1 where id = ?', ('\(id)',)); c.commit()",
      in: corpus.directory.url)
    #expect(try IndexTool.run(["repair", corpus.url("0.shard").path]).output == "dropped \(id)\n")
    #expect(try corpus.merge(2).errors.contains("and unfinished"))
    #expect(try corpus.run(["--shard", "0/2"], store: "0.shard").status == 0)
    #expect(try corpus.digest("0.shard") == digest && corpus.merge(2).status == 0)
  }

  @Test(
    "wrong usage is one sentence",
    arguments: [
      (["--shard", "2/2"], "--shard is auto, or i/n with i from 0 to n - 1"), (["--shard", "x"], "not 'x'"),
      (["--shard", "-1/2"], "--shard"), (["--shard", "0/0"], "not '0/0'"), (["--shard", "+1/2"], "not '+1/2'"),
      (["--shard", "1/2/3"], "not '1/2/3'"), (["--shard", "0/2000000"], "n up to 1000000"),
      (["--shards", "2"], "--shards goes with --shard auto"),
      (["--shard", "0/2", "--shards", "2"], "--shards goes with --shard auto"),
      (["--shard", "auto", "--shards", "0"], "--shards is a number"),
      (["--shard", "0/2", "--prune"], "--prune does not go with --shard"), (["--shard", "0/2", "--replace"], "--replace does not go"),
      (["--shard", "0/2", "--dry-run"], "--dry-run estimates the whole corpus"),
      (["--shard", "auto"], "--shard auto finds neither SLURM_ARRAY_TASK_ID nor JOB_COMPLETION_INDEX"),
    ])
  func usage(options: [String], message: String) throws {
    let result = try IndexTool.run(["c.jsonl", "--model", "m", "--store", "s"] + options)
    #expect(result.status == 64 && result.errors.contains(message), "\(result.errors)")
  }
}
