import ArgumentParser
import Engine
import Foundation
import Store
import Support

/// `globenc-index verify`: checks that a store is as it was written, and that the model still gives the same results.
struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Look for damage in a store, and compute some of its texts again.",
    discussion: """
      Examples:
        globenc-index verify reviews.db
        globenc-index verify reviews.db --model my-bert
        globenc-index verify reviews.db --model my-bert --recompute 1000 --seed 7

      Without --model this is what globenc-query verify does. With it, the model must be the one that the store was made with; then the \
      names of pieces and classes are compared with its own, and random examples are run again, in the store's precision. Each matrix must \
      agree within 0.0001 of its largest value, besides the 0.1 % that the compact codec allows each; token scores within 0.0001 of the \
      largest, besides the half step of 16 bits that signed scores are stored with; biases and logits within 0.0001 of the largest, or of 1. \
      This holds for every method of the store and each of its classes, and for each window of a text that was cut, whose scores are also \
      joined again; imported scores have no model. In bf16 and int8 another processor or library may differ by more.

      Exit status: 0 all is sound; 1 something is damaged or differs (standard output names it); 2 it could not run; 64 wrong usage.
      """)

  @Argument(help: ArgumentHelp("The store.", valueName: "store"), completion: .file())
  var store: String

  @Option(
    help: ArgumentHelp("The model that the store was made with: a directory, or a name in the local Hugging Face cache.", valueName: "dir"),
    completion: .directory)
  var model: String?

  @Option(help: ArgumentHelp("How many examples to compute again. (default: 100)", valueName: "n"))
  var recompute: Int?

  @Option(help: ArgumentHelp("Chooses the examples: the same number, the same examples. (default: a random one)", valueName: "n"))
  var seed: UInt64?

  @OptionGroup var progressArgument: ProgressArgument

  func validate() throws {
    if let recompute, recompute < 0 { throw ValidationError("--recompute is a number of examples from 0, not \(recompute).") }
    guard model != nil || (recompute == nil && seed == nil) else {
      throw ValidationError("To compute examples again, name the model: --model DIR.")
    }
  }

  func run() throws {
    let console = progressArgument.console
    let start = ContinuousClock.now
    var findings = 0
    var counts = (sound: 0, recomputed: 0)
    let summary = try console.reportingFailures {
      let store = try AttributionStore.openForReading(at: URL(fileURLWithPath: self.store))
      let model = try model.map { try load($0, for: store) }
      func report(_ line: String) throws {
        findings += 1
        console.show(bar: "")
        try StandardOutput.print(line.printable)
      }
      let total = (try? store.summary().examples) ?? 0
      let progress = StepReport(on: console, hasLines: false)
      let outcome = try store.verify(
        onProgress: { done in
          if done % 256 == 0 { progress.show(StepReport.Step(verb: "looked at", done: done, all: total, unit: "examples")) }
        },
        onDamage: { try report($0.description) })
      counts.sound = outcome.examples
      var summary = "\(outcome.examples.grouped) sound examples"
      if let model {
        let imported = store.settings.methods.filter(\.isImported).map(\.method.name)
        if !imported.isEmpty {
          console.print("globenc-index: note: scores by \(imported.joined(separator: ", ")) were imported and are not computed again")
        }
        try Recomputation.comparePieces(of: store, with: model.model, report)
        let seed = self.seed ?? UInt64.random(in: 0..<1 << 32)
        var random = SeededNumbers(seed: seed)
        let ids = try store.exampleIDs(sampling: recompute ?? 100, using: &random)
        progress.show(StepReport.Step(verb: "computed", done: 0, all: ids.count, unit: "examples again"))
        let runner = BatchRunner(
          model: model.model, workers: ProcessInfo.processInfo.activeProcessorCount, keepsLayers: store.settings.layers == .all)
        let result = try Recomputation(store: store, model: model, runner: runner).run(ids, report)
        counts.recomputed = result.examples
        summary += ", \(result.examples) computed again (--seed \(seed)), largest difference \(result.largest.formatted)"
      }
      progress.finish()
      return summary
    }
    let verdict = findings == 0 ? "is sound" : "is damaged or differs in \(findings) place\(findings == 1 ? "" : "s")"
    if console.progress == .json {
      console.print(.summary) { object in
        object.add("examples", counts.sound)
        object.add("computed_again", counts.recomputed)
        object.add("findings", findings)
        object.add("seconds", IndexSummary.rounded((ContinuousClock.now - start).inSeconds))
      }
    }
    console.print("globenc-index: the store \(self.store) \(verdict): \(summary)")
    if findings > 0 { throw ExitCode(IndexExitStatus.incomplete) }
  }

  /// Loads the model in the store's precision.
  /// - Throws: `IndexerError` where the model is not the store's.
  private func load(_ name: String, for store: AttributionStore) throws -> RecomputingModel {
    let model = try StoreModel.open(name, for: store) { directory, precision in
      try RecomputingModel(directory: directory, precision: precision, settings: store.settings, store: self.store)
    } model: {
      $0.model
    }
    // The check names damaged records of runs.
    let runs = (try? store.summary().runs) ?? []
    guard let other = runs.first(where: { $0.examples > 0 && !model.model.rounds(as: $0.backend, $0.instructionSet) }) else { return model }
    throw IndexerError(
      "the int8 weights of the store '\(self.store)' were rounded for \(other.backend) (\(other.instructionSet)), which is not how "
        + "\(model.model.backend) (\(AttributionModel.instructionSet)) needs them, so that sound results would differ: leave out --model, or verify "
        + "the store on a processor like that one", kind: .incompatible)
  }
}

extension Double {
  /// The number as "3.1e-07" or "0".
  fileprivate var formatted: String { self == 0 ? "0" : String(format: "%.1e", self) }
}
