import ArgumentParser
import Engine
import Foundation
import Store

/// The arguments of a command that asks the model of a store again, and writes what it found into the store.
struct ModelRunArguments: ParsableArguments {
  @Argument(help: ArgumentHelp("The store.", valueName: "store"), completion: .file())
  var store: String

  @Option(
    help: ArgumentHelp("The model that the store was made with: a directory, or a name in the local Hugging Face cache.", valueName: "dir"),
    completion: .directory)
  var model: String

  @Option(help: ArgumentHelp("Threads that run the model. (default: one a processor)", valueName: "n"))
  var workers: Int?

  @Option(help: ArgumentHelp("Wait so many seconds where another process has locked the store.", valueName: "seconds"))
  var wait = IndexOptions.defaultWait

  @OptionGroup var progressArgument: ProgressArgument

  @Flag(help: "Show no progress and no summary.")
  var quiet = false

  /// The largest number of texts that `--sample` may ask for: intervals of more are as narrow as anybody needs, and all texts of a sample
  /// are in memory.
  static let largestSample = 20_000

  func validate() throws {
    guard 1...1024 ~= workers ?? 1 else { throw ValidationError("--workers is a number of threads from 1 to 1024, not \(workers ?? 0).") }
    try progressArgument.refuse(quiet: quiet)
    guard wait >= 0, wait <= 1e6 else { throw ValidationError("--wait is a number of seconds from 0, not \(wait).") }
  }

  /// Checks the argument of `--sample`.
  static func refuse(sample: Int) throws {
    guard 1...largestSample ~= sample else {
      throw ValidationError("--sample is a number of texts from 1 to \(largestSample), not \(sample).")
    }
  }

  /// Opens the store for reading, to look at it before anything is written.
  /// - Throws: `StoreError` where it cannot be read.
  func reader() throws -> AttributionStore { try AttributionStore.openForReading(at: URL(fileURLWithPath: store)) }

  /// Opens the store for writing, does the work, and closes the store.
  /// - Parameters:
  ///   - reader: The same store, whose settings stay.
  ///   - model: Its model.
  ///   - console: Takes messages and progress.
  ///   - interruption: The signals that the command listens to.
  ///   - work: The work, with the open store, a runner of the model, and the report of its progress.
  /// - Returns: The result of the work.
  /// - Throws: `StoreError` where the store cannot be written to; errors of the work.
  func write<Result>(
    to reader: AttributionStore, with model: AttributionModel, _ console: Console, _ interruption: Interruption,
    _ work: (_ store: AttributionStore, _ runner: BatchRunner, _ progress: StepReport) throws -> Result
  ) throws -> Result {
    let lock = LockWait(seconds: wait, isInterrupted: { interruption.isRequested }) { [store] in
      console.print("globenc-index: waiting for another process that has the store '\(store)' in use")
    }
    let writer = try AttributionStore.openForWriting(at: reader.url, settings: reader.settings, wait: lock)
    let runner = BatchRunner(
      model: model, workers: workers ?? ProcessInfo.processInfo.activeProcessorCount, interruption: interruption)
    let progress = StepReport(on: console, isQuiet: quiet)
    let result = Swift.Result { try work(writer, runner, progress) }
    progress.finish()
    let closing = Swift.Result { try writer.close() }
    let value = try result.get()
    _ = try closing.get()
    return value
  }
}
