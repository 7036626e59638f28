import Store
import Support

/// The shard that a cluster's scheduler gives to a task: a Slurm array, or an indexed Job of Kubernetes.
enum ScheduledShard {
  private static let task = "SLURM_ARRAY_TASK_ID"
  private static let job = "JOB_COMPLETION_INDEX"

  /// The shard of this task.
  /// - Parameters:
  ///   - environment: The variables of the process.
  ///   - count: `--shards`; nil where the command line does not give it.
  /// - Returns: The shard.
  /// - Throws: `ArgumentFault` where no scheduler says which it is, or it says something else than a number in a range without gaps.
  static func shard(_ environment: [String: String], count: Int?) throws -> Shard {
    if environment[task] != nil { return try slurm(environment, count: count) }
    guard environment[job] != nil else {
      throw ArgumentFault(
        "--shard auto finds neither \(task) nor \(job): run it in a Slurm array or an indexed Job of Kubernetes, or give --shard i/n.")
    }
    guard let count else {
      throw ArgumentFault("\(job) says which shard it is, but not of how many: add --shards n, the Job's completions.")
    }
    let number = try integer(job, environment)
    guard let shard = Shard(number: number, count: count) else {
      throw ArgumentFault("\(job) is \(number), which is no shard of \(count): give the Job's completions as --shards.")
    }
    return shard
  }

  private static func slurm(_ environment: [String: String], count: Int?) throws -> Shard {
    let step = try environment["SLURM_ARRAY_TASK_STEP"].map { _ in try integer("SLURM_ARRAY_TASK_STEP", environment) } ?? 1
    guard step == 1 else {
      throw ArgumentFault(
        "SLURM_ARRAY_TASK_STEP is \(step), which would leave shards out: submit the array without a step, as in --array=0-7.")
    }
    let first = try integer("SLURM_ARRAY_TASK_MIN", environment)
    let tasks = try integer("SLURM_ARRAY_TASK_COUNT", environment)
    let last = try environment["SLURM_ARRAY_TASK_MAX"].map { _ in try integer("SLURM_ARRAY_TASK_MAX", environment) }
    let (span, isTooLong) = (last ?? first).subtractingReportingOverflow(first)
    guard last == nil || (!isTooLong && span == tasks - 1) else {
      throw ArgumentFault(
        "the Slurm array has \(tasks) tasks from \(first) to \(last ?? first), so that it has gaps: submit it as one range, as in --array=0-7."
      )
    }
    if let count, count != tasks {
      throw ArgumentFault(
        "the Slurm array has \(tasks) tasks, and --shards is \(count): submit the whole array again, in which finished shards end at once, or give "
          + "--shard i/n.")
    }
    let number = try integer(task, environment)
    let (offset, isTooFar) = number.subtractingReportingOverflow(first)
    guard !isTooFar, let shard = Shard(number: offset, count: tasks) else {
      throw ArgumentFault("\(task) is \(number), which is none of \(tasks) tasks from \(first) on: submit the array as in --array=0-7.")
    }
    return shard
  }

  private static func integer(_ name: String, _ environment: [String: String]) throws -> Int {
    guard let text = environment[name] else { throw ArgumentFault("--shard auto finds no \(name) beside \(task): give --shard i/n.") }
    guard let number = Int(text), number >= 0 else {
      throw ArgumentFault("\(name) is '\(text.printable)', not a number: give --shard i/n.")
    }
    return number
  }
}
