import ArgumentParser
import Engine
import Foundation
import Store
import Support

/// `globenc-index evaluate`: measures which of a store's methods to believe.
struct EvaluateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate",
    abstract: "Measure which of a store's methods to believe: mask tokens in the order of their scores, and ask the model again.",
    discussion: """
      Examples:
        globenc-index evaluate reviews.db --model my-bert
        globenc-index evaluate reviews.db --model my-bert --sample 1000 --with-leave-one-out
        globenc-index evaluate reviews.db --model my-bert --by delete
        globenc-query evaluation reviews.db       shows the results

      Of each text in the sample, the tokens with the highest scores are masked, 10 %, 20 % and so on to all of them; the special tokens of the \
      template stay. A method is the better, the faster the probability of the class predicted at first falls: AOPC is the mean fall over these \
      ten steps. Comprehensiveness is the mean fall without the first 1, 5, 10, 20 and 50 % of the tokens, sufficiency with these alone, where \
      less is better. Signed scores are those for the predicted class. A random order stands beside the methods.

      Spearman's rank correlation with the gradient's norm is the measure of the paper on GlobEnc; it says how alike two methods are, not which is \
      right. It takes the sizes of signed scores. All methods are measured on the same texts: those that have scores by all of them, two or more \
      tokens, and were not cut into windows. Intervals are 95 % bootstrap intervals over texts; copies of a text count \
      like any, which is said.

      Results are kept in the store with their settings, in place of those of an earlier evaluation with the same --by; rank correlations in \
      place of those of the same methods. Ctrl-C keeps what is finished, and the same command goes on.

      Exit status: 0 done; 1 some texts are damaged, or no text could be evaluated; 2 it could not run; 64 wrong usage; 129, 130 and 143 stopped by a signal.
      """)

  @OptionGroup var arguments: ModelRunArguments

  @Option(help: ArgumentHelp("The methods to evaluate, with commas. (default: all of the store's)", valueName: "names"))
  var methods: String?

  @Option(help: ArgumentHelp("How many texts, drawn at random.", valueName: "n"))
  var sample = 500

  @Option(help: ArgumentHelp("Chooses the texts and the random order: the same number, the same choice.", valueName: "n"))
  var seed: UInt64 = 1

  @Option(
    help: ArgumentHelp(
      "What becomes of masked tokens: mask puts the mask token in their place, delete takes them out.", valueName: "mask|delete"))
  var by = TokenMasking.mask

  @Flag(help: "Evaluate leaving out each token in turn, too: as many more runs of the model as a text has tokens.")
  var withLeaveOneOut = false

  @Flag(help: "Leave special tokens out of the rank correlations with the gradient's norm.")
  var noSpecial = false

  func validate() throws {
    try ModelRunArguments.refuse(sample: sample)
    if let methods, methods.split(separator: ",", omittingEmptySubsequences: false).contains(where: \.isEmpty) {
      throw ValidationError("--methods is a list of names with commas, such as n-enc,decompx-linear, not '\(methods)'.")
    }
  }

  func run() throws {
    let console = arguments.progressArgument.console
    let interruption = Interruption()
    let signals = interruption.listen {
      console.print("globenc-index: stopping; the texts that are finished are kept; Ctrl-C again ends at once")
    }
    defer { signals.forEach { $0.cancel() } }
    let start = ContinuousClock.now
    let outcome = try console.reportingFailures(of: interruption) { try evaluate(console, interruption) }
    if let signal = interruption.signal, outcome.results.isEmpty {
      console.print("globenc-index: stopped; run the same command again to continue")
      throw ExitCode(IndexExitStatus.stopped(by: signal))
    }
    let summary = EvaluationSummary(outcome: outcome, seconds: (ContinuousClock.now - start).inSeconds, store: arguments.store)
    for warning in summary.warnings { console.print("globenc-index: warning: \(warning)") }
    if console.progress == .json {
      console.print(.summary, summary.add(to:))
    } else if !arguments.quiet {
      console.print("globenc-index: \(summary.text)")
    }
    if outcome.results.isEmpty || outcome.omitted[.damaged] != nil { throw ExitCode(IndexExitStatus.incomplete) }
  }

  private func evaluate(_ console: Console, _ interruption: Interruption) throws -> EvaluationRun.Outcome {
    let reader = try arguments.reader()
    let names = methods?.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    _ = try EvaluationPlan.methods(of: reader, named: names, layers: 0)
    let model = try StoreModel.open(arguments.model, for: reader, methods: [.gradientNorm])
    if let objection = EvaluationPlan.objection(to: reader, model, by) { throw IndexerError(objection, kind: .incompatible) }
    let plan = EvaluationPlan(
      methods: try EvaluationPlan.methods(of: reader, named: names, layers: model.configuration.hiddenLayers), masking: by, sample: sample,
      seed: seed, hasLeaveOneOut: withLeaveOneOut, countsSpecialTokens: !noSpecial)
    return try arguments.write(to: reader, with: model, console, interruption) { store, runner, progress in
      try EvaluationRun(store: store, plan: plan, runner: runner, interruption: interruption).run { done, all in
        progress.show(StepReport.Step(verb: "evaluated", done: done, all: all, unit: "texts"))
      }
    }
  }
}

extension TokenMasking: ExpressibleByArgument {}
