import Foundation
import Store
import TestSupport
import Testing

/// The scripts of samples/cluster without a scheduler: its variables are set, and the program is this build's, or a stub that prints its
/// arguments.
struct ClusterScriptTests {
  private let directory: TemporaryDirectory
  private let stub: String

  init() throws {
    directory = try TemporaryDirectory()
    stub = try directory.write("#!/bin/sh\nfor argument; do echo \"[$argument]\"; done\n", to: "stub").path
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: stub)
  }

  /// Runs a script.
  /// - Returns: Its status, and both of its outputs.
  private func run(_ script: String, _ arguments: [String], _ variables: [String: String], program: String? = nil) throws
    -> (status: Int32, output: String)
  {
    let output = try directory.write("", to: "output")
    let process = Process()
    process.executableURL = Fixtures.samples.appendingPathComponent("cluster/\(script)")
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(variables) { $1 }.merging(["GLOBENC_INDEX": program ?? stub]) { $1 }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = process.standardOutput
    try process.run()
    process.waitUntilExit()
    return (process.terminationStatus, try String(contentsOf: output, encoding: .utf8))
  }

  private func arguments(_ text: String) -> [String] { text.split(separator: "\n").map { String($0.dropFirst().dropLast()) } }

  @Test func aSlurmTaskIndexesItsShard() throws {
    let folder = directory.url.appendingPathComponent("a folder").path
    let variables = ["SLURM_ARRAY_TASK_ID": "13", "SLURM_ARRAY_TASK_MIN": "10", "SLURM_CPUS_PER_TASK": "6"]
    let result = try run(
      "slurm.sh", ["index", "my corpus.jsonl", "a model", folder, "8", "--layers", "all", "--text", "the text"], variables)
    #expect(result.status == 0)
    #expect(
      arguments(result.output) == [
        "index", "my corpus.jsonl", "--model", "a model", "--store", "\(folder)/3.shard", "--shard", "auto", "--shards", "8", "--workers",
        "6",
        "--layers", "all", "--text", "the text",
      ])
    #expect(FileManager.default.fileExists(atPath: folder))
  }

  @Test(
    arguments: [
      ("slurm.sh", ["merge", "out db", "/f f", "3"], [:]),
      ("kubernetes.sh", [], ["STEP": "merge", "STORE": "out db", "FOLDER": "/f f", "SHARDS": "3"]),
    ]
      as [(String, [String], [String: String])])
  func theMergeNamesAllShards(script: String, given: [String], variables: [String: String]) throws {
    let result = try run(script, given, variables)
    #expect(result.status == 0)
    #expect(arguments(result.output) == ["merge", "/f f/0.shard", "/f f/1.shard", "/f f/2.shard", "-o", "out db"])
  }

  @Test func aPodIndexesItsShard() throws {
    let folder = directory.url.appendingPathComponent("shards").path
    let result = try run(
      "kubernetes.sh", [],
      [
        "STEP": "index", "CORPUS": "my corpus.jsonl", "MODEL": "m", "FOLDER": folder, "SHARDS": "4", "JOB_COMPLETION_INDEX": "2",
        "OPTIONS": "--workers 4",
      ])
    #expect(result.status == 0)
    #expect(
      arguments(result.output) == [
        "index", "my corpus.jsonl", "--model", "m", "--store", "\(folder)/2.shard", "--shard", "auto", "--shards", "4", "--workers", "4",
      ])
  }

  @Test(
    arguments: [
      ("slurm.sh", [], [:], "usage: slurm.sh"), ("slurm.sh", ["index", "c", "m"], [:], "usage: slurm.sh"),
      ("slurm.sh", ["merge", "s"], [:], "usage: "),
      ("slurm.sh", ["index", "c", "m", "f", "8"], [:], "no SLURM_ARRAY_TASK_ID: submit it with sbatch --array=0-7"),
      ("kubernetes.sh", [], [:], "STEP is index or merge, not ''"),
      ("kubernetes.sh", [], ["STEP": "merge"], "the variable STORE is not set"),
      (
        "kubernetes.sh", [], ["STEP": "index", "CORPUS": "c", "MODEL": "m", "FOLDER": "/f", "SHARDS": "2"],
        "the variable JOB_COMPLETION_INDEX is not set"
      ),
    ] as [(String, [String], [String: String], String)])
  func wrongUsageIsOneSentence(script: String, given: [String], variables: [String: String], message: String) throws {
    let result = try run(script, given, variables)
    #expect(result.status == 64 && result.output.contains(message) && result.output.split(separator: "\n").count == 1, "\(result.output)")
  }

  @Test("with the program itself: an array of three tasks and the merge make the store of one run")
  func program() throws {
    let corpus = try ShardedCorpus(count: 30)
    let program = IndexTool.folder.appendingPathComponent("globenc-index").path
    let folder = corpus.url("shards").path
    for task in [4, 5, 6, 5] {
      let variables = [
        "SLURM_ARRAY_TASK_ID": "\(task)", "SLURM_ARRAY_TASK_MIN": "4", "SLURM_ARRAY_TASK_MAX": "6", "SLURM_ARRAY_TASK_COUNT": "3",
        "SLURM_ARRAY_TASK_STEP": "1",
      ]
      let result = try run("slurm.sh", ["index", corpus.corpus.path, IndexTool.model, folder, "3", "--quiet"], variables, program: program)
      #expect(result.status == 0, "\(result.output)")
    }
    let merged = try run("slurm.sh", ["merge", corpus.url("merged").path, folder, "3"], [:], program: program)
    #expect(merged.status == 0, "\(merged.output)")
    #expect(try corpus.run([], store: "whole").status == 0)
    #expect(try corpus.digest("merged") == corpus.digest("whole"))
  }

  @Test("the manifest has as many completions as shards, runs the script, and needs the variables that the script reads")
  func manifest() throws {
    let text = try String(contentsOf: Fixtures.samples.appendingPathComponent("cluster/kubernetes.yaml"), encoding: .utf8)
    #expect(text.contains("completionMode: Indexed\n  completions: 8\n"))
    let jobs = text.components(separatedBy: "\n---\n")
    #expect(
      jobs.count == 2 && jobs.allSatisfy { $0.contains("{name: SHARDS, value: \"8\"}") && $0.contains("[sh, /cluster/kubernetes.sh]") })
    for name in ["STEP", "CORPUS", "MODEL", "FOLDER", "OPTIONS"] { #expect(jobs[0].contains("{name: \(name), value: ")) }
    for name in ["STEP", "FOLDER", "STORE"] { #expect(jobs[1].contains("{name: \(name), value: ")) }
  }
}
