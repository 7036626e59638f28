import ArgumentParser
import Presentation
import Store
import Support

/// `globenc-query evaluation`: shows which methods to believe.
struct EvaluationCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluation",
    abstract: "Show what evaluations of the methods, and words taken out of their texts, have found.",
    discussion: """
      Examples:
        globenc-query evaluation reviews.db
        globenc-query evaluation reviews.db --metric aopc --format csv
        globenc-query evaluation reviews.db --json

      globenc-index evaluate masks tokens in the order of each method's scores and asks the model again; globenc-index ablate takes words out of \
      their texts. Their help says what is measured. json is a list of the results, csv has one in each row.

      Metrics: aopc, aopc_difference (paired, to the best method, which options names), comprehensiveness, sufficiency, drop and accuracy (with \
      step, the share of masked tokens), spearman and spearman_sd (with layer, for a local matrix), and of words flips (with class, the \
      new prediction), flip_rate, flip_rate_random, logit_change, logit_change_random, logit_change_difference and logit_change_p, the p-value \
      of that difference (a sign-flip test over the texts). Beside a p-value stands q, the share of false findings to expect (Benjamini and \
      Hochberg) if this word and all of lower q are taken for findings, among all words that were taken out.
      """)

  @OptionGroup var source: StoreArgument

  @Option(help: ArgumentHelp("Show the results of this method only, or of random, leave-one-out or ablation.", valueName: "name"))
  var method: String?

  @Option(help: ArgumentHelp("Show this metric only.", valueName: "name"))
  var metric: String?

  @OptionGroup var output: ListingOutput

  func run() throws {
    let store = try source.open()
    guard store.parts.isEmpty else {
      throw QueryFailure.noResult(
        "an evaluation is of one store, and cannot be told of several: ask each by itself, or merge them with globenc-index merge and evaluate "
          + "the whole")
    }
    let all = EvaluationListing(try store.evaluations())
    guard !all.isEmpty else {
      throw QueryFailure.noResult(
        "the store has no evaluation: globenc-index evaluate \(source.store) --model DIR makes one, DIR being the model of the store")
    }
    for (option, name, known) in [("--method", method, all.methods), ("--metric", metric, all.metrics)] {
      guard let name, !known.contains(name) else { continue }
      throw QueryFailure.noResult("no evaluation has the \(option.dropFirst(2)) '\(name)': there is \(known.joined(separator: ", "))")
    }
    let file = try output.destination.open(store: source)
    try all.choosing(method: method, metric: metric).write(as: output.format, to: file.sink)
    try file.commit()
  }
}
