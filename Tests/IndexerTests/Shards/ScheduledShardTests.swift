import Foundation
import Store
import TestSupport
import Testing

@testable import Indexer

/// The shard that a scheduler's variables name.
struct ScheduledShardTests {
  private static func slurm(_ id: String, _ first: String?, _ count: String?, last: String? = nil, step: String? = nil) -> [String: String]
  {
    var variables = ["SLURM_ARRAY_TASK_ID": id]
    variables["SLURM_ARRAY_TASK_MIN"] = first
    variables["SLURM_ARRAY_TASK_COUNT"] = count
    variables["SLURM_ARRAY_TASK_MAX"] = last
    variables["SLURM_ARRAY_TASK_STEP"] = step
    return variables
  }

  @Test(
    arguments: [
      (slurm("3", "0", "8", last: "7", step: "1"), nil, 3, 8), (slurm("12", "10", "5", last: "14"), nil, 2, 5),
      (slurm("0", "0", "1"), nil, 0, 1),
      (slurm("3", "0", "8"), 8, 3, 8), (["JOB_COMPLETION_INDEX": "6"], 7, 6, 7),
      (slurm("3", "0", "8").merging(["JOB_COMPLETION_INDEX": "1"]) { $1 }, nil, 3, 8),
    ] as [([String: String], Int?, Int, Int)])
  func shard(variables: [String: String], shards: Int?, number: Int, count: Int) throws {
    #expect(try ScheduledShard.shard(variables, count: shards) == Shard(number: number, count: count))
  }

  @Test(
    arguments: [
      ([:], nil, "finds neither"), (["JOB_COMPLETION_INDEX": "1"], nil, "add --shards n"),
      (["JOB_COMPLETION_INDEX": "4"], 4, "no shard of 4"),
      (["JOB_COMPLETION_INDEX": "a\nb"], 4, "is 'a\\nb', not a number"), (slurm("1", "0", nil), nil, "finds no SLURM_ARRAY_TASK_COUNT"),
      (slurm("1", nil, "3"), nil, "finds no SLURM_ARRAY_TASK_MIN"), (slurm("4", "0", "3", step: "2"), nil, "SLURM_ARRAY_TASK_STEP is 2"),
      (slurm("3", "1", "3", last: "7"), nil, "so that it has gaps"), (slurm("7", "1", "3"), nil, "which is none of 3 tasks from 1 on"),
      (slurm("3", "3", "1"), 8, "submit the whole array again"), (slurm("9223372036854775807", "0", "3"), nil, "which is none of 3 tasks"),
      (slurm("0", "0", "1", last: "9223372036854775807"), nil, "so that it has gaps"), (slurm("", "0", "3"), nil, "is '', not a number"),
    ] as [([String: String], Int?, String)])
  func refused(variables: [String: String], shards: Int?, message: String) {
    let fault = #expect(throws: ArgumentFault.self) { try ScheduledShard.shard(variables, count: shards) }
    #expect(fault?.description.contains(message) == true && fault?.description.contains("\n") == false, "\(fault?.description ?? "")")
  }

  @Test func theProgramReadsTheVariables() throws {
    let corpus = try ShardedCorpus(count: 12)
    let arguments = [corpus.corpus.path, "--model", IndexTool.model, "--quiet", "--shard", "auto", "--store"]
    let slurm = Self.slurm("5", "4", "2", last: "5", step: "1")
    #expect(try IndexTool.run(arguments + [corpus.url("a").path], environment: slurm).status == 0)
    let job = ["JOB_COMPLETION_INDEX": "0"]
    #expect(try IndexTool.run(arguments + [corpus.url("b").path, "--shards", "2"], environment: job).status == 0)
    #expect(try AttributionStore.openForReading(at: corpus.url("a")).shard()?.shard == Shard(number: 1, count: 2))
    #expect(try IndexTool.run(["merge", corpus.url("a").path, corpus.url("b").path, "--store", corpus.url("m").path]).status == 0)
    #expect(try AttributionStore.openForReading(at: corpus.url("m")).summary().examples == 12)
  }
}
