import ArgumentParser
import Foundation
import Store
import Support

/// The options of `globenc-index index` that choose a shard of the corpus.
struct ShardArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Index only the rows of one shard of the corpus, such as 0/8, 1/8, ... 7/8, into a store of its own.",
      discussion: """
        A row falls to a shard by a hash of its id, or of its row number where it has none; row numbers, --limit and the reading of labels are \
        those of the whole corpus. The store appears under its name when the shard is finished; until then it has the suffix .unfinished. \
        auto takes the shard from a Slurm array, or from an indexed Job of Kubernetes with --shards. globenc-index merge makes one store of \
        all shards.
        """, valueName: "i/n|auto"))
  var shard: String?

  @Option(help: ArgumentHelp("With --shard auto: how many shards there are, a Job's completions.", valueName: "n"))
  var shards: Int?

  /// The shard; nil for the whole corpus.
  /// - Throws: `ValidationError` with a sentence for an argument that is not understood.
  func choice() throws -> Shard? {
    guard let shard else {
      guard shards == nil else { throw ValidationError("--shards goes with --shard auto; for one shard of many, give --shard i/n.") }
      return nil
    }
    if let shards, !(1...Shard.most ~= shards) { throw ValidationError("--shards is a number from 1 to \(Shard.most), not \(shards).") }
    guard shard != "auto" else {
      do { return try ScheduledShard.shard(ProcessInfo.processInfo.environment, count: shards) } catch let fault as ArgumentFault {
        throw ValidationError(fault.description)
      }
    }
    guard shards == nil else { throw ValidationError("--shards goes with --shard auto; --shard i/n says how many shards there are.") }
    let numbers = shard.split(separator: "/", omittingEmptySubsequences: false)
    guard numbers.count == 2, numbers.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { 0x30...0x39 ~= $0 } }),
      let number = Int(numbers[0]), let count = Int(numbers[1]), let shard = Shard(number: number, count: count)
    else {
      throw ValidationError(
        "--shard is auto, or i/n with i from 0 to n - 1 and n up to \(Shard.most), such as 0/8, not '\(shard.printable)'.")
    }
    return shard
  }

  /// Refuses what does not go with a shard.
  /// - Throws: `ValidationError`.
  func refuse(replace: Bool, prune: Bool, dryRun: Bool) throws {
    guard shard != nil else { return }
    if replace || prune {
      throw ValidationError(
        "--\(replace ? "replace" : "prune") does not go with --shard: shards are of one corpus, so that those of a changed one are made anew."
      )
    }
    if dryRun { throw ValidationError("--dry-run estimates the whole corpus: leave --shard out; each shard takes its part of that.") }
  }
}
