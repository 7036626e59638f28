import ArgumentParser
import Store

/// `globenc-query top`: the tokens that carried an example, or the examples of a label.
struct TopCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "top",
    abstract: "Rank the tokens that carried an example, or the examples of a label.",
    discussion: """
      A token's score is its part of what the classifier read: the [CLS] row of the final matrix, divided by its sum over all tokens of \
      the text. For labels, count, mean and total are over the token's occurrences; the answer comes from totals that were kept while \
      indexing, however large the corpus.

      Ranked by mean, tokens with fewer than 5 occurrences are left out where the slice has 200 examples or more.

      A name that begins with - needs an equals sign: --example=-1, --label=-1.

      Examples:
        globenc-query top reviews.db --example 42
        globenc-query top reviews.db --label negative -k 20
        globenc-query top reviews.db --label negative --predicted positive --words
        globenc-query top reviews.db --predicted positive --sort total --format csv
      """)

  @OptionGroup var source: StoreArgument

  @Option(help: ArgumentHelp("Rank the tokens of this example.", valueName: "id"))
  var example: String?

  @OptionGroup var slice: SliceOptions

  @Option(name: .customShort("k"), help: ArgumentHelp("How many to show: a number from 1, or all.", valueName: "n"))
  var limit = RankLimit(count: 10)

  @Flag(help: "Rank the special tokens, such as [CLS] and [SEP], too; with --words, each as a word of its own.")
  var includeSpecial = false

  @Flag(help: "Rank whole words: a word's pieces joined, their scores added.")
  var words = false

  @Option(help: ArgumentHelp("For labels: rank by the mean, the total or the count of a token's occurrences. (default: mean)"))
  var sort: TokenOrder?

  @Option(help: ArgumentHelp("For labels: leave out tokens with fewer occurrences.", valueName: "n"))
  var minCount: Int?

  @OptionGroup var output: FormatOption

  func validate() throws {
    if example == nil, slice.isEverything {
      throw ValidationError("Say of what: --example ID, --label NAME, --predicted NAME, or both labels.")
    }
    if example != nil, !slice.isEverything {
      throw ValidationError("--example names one example; it does not go with --label or --predicted.")
    }
    if example != nil, sort != nil || minCount != nil {
      throw ValidationError("--sort and --min-count are for labels: the tokens of one example are ranked by their score.")
    }
    if let minCount, minCount < 1 { throw ValidationError("--min-count is a number from 1, not \(minCount).") }
  }

  func run() throws {
    let store = try source.open()
    let listing =
      if let example {
        ExampleRanking(of: try store.requireExample(example), words: words, includeSpecial: includeSpecial, limit: limit.count)
          .listing(settings: store.settings)
      } else {
        try sliceListing(in: store)
      }
    try listing.write(as: output.format, to: .standardOutput())
  }

  private func sliceListing(in store: AttributionStore) throws -> Listing {
    let order = sort ?? .mean
    // The floor keeps tokens seen once or twice from leading by chance; only a mean can rise by chance.
    let totals = try store.topTokens(
      label: slice.label, predicted: slice.predicted, units: words ? .words : .pieces, includeSpecial: includeSpecial, order: order.order,
      minimumCount: minCount ?? (order == .mean ? nil : 1), limit: limit.count)
    guard let totals, totals.examples > 0 else {
      try slice.requireKnownLabels(in: store)
      throw slice.emptiness
    }
    if totals.entries.isEmpty {
      throw QueryFailure.noResult(
        "no token occurs often enough in the \(Counted.text(totals.examples, "example")) of \(slice.description); --min-count 1 ranks all of "
          + "them")
    }
    return SliceRanking(label: slice.label, predicted: slice.predicted, totals: totals)
      .listing(settings: store.settings, description: slice.description)
  }
}
