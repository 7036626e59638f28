import ArgumentParser
import Store

/// `globenc-query top`: the tokens that carried an example, or a slice of the examples.
struct TopCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "top",
    abstract: "Rank the tokens that carried an example, or the examples of a label or another slice.",
    discussion: """
      Examples:
        globenc-query top reviews.db --example 42
        globenc-query top reviews.db --label negative -k 20
        globenc-query top reviews.db --label negative --predicted positive --words
        globenc-query top reviews.db --label negative --by contrast --no-punctuation
        globenc-query top reviews.db --label positive --by contrast --versus negative
        globenc-query top reviews.db --misclassified --contains "not " --by total

      A token's score is its part of what the classifier read: the [CLS] row of the final matrix, divided by its sum over all tokens of \
      the text. For a slice, count, mean and total are over the token's occurrences in it. With labels alone the answer comes from totals \
      that were kept while indexing, however large the corpus; any other option scans the examples once.

      Ranked by mean, tokens with fewer than 5 occurrences are left out where the slice has 200 examples or more.

      contrast says how much more of the scores goes to a token in the slice than in all other examples, or in those of --versus: the \
      z-score of the weighted log-odds with an informative Dirichlet prior (Monroe, Colaresi and Quinn 2008, equation 22). y of a token is \
      the sum of its scores times the mean number of tokens of a text, its prior 0.01 y of the whole store. It ranks by what is \
      typical of the slice, rare words last, and needs no floor. What the options leave out of the list still counts in the sums.

      Words are the pieces that lie side by side in the text, each mark of punctuation by itself. Those of an example are shown as they \
      stand there; those of a slice in lower case where the model did not see the case: "Bad" and "bad" are one word to an uncased model, \
      "US" and "us" two to a cased one.

      A name that begins with - needs an equals sign: --example=-1, --label=-1.
      """)

  @OptionGroup var source: StoreArgument

  @Option(help: ArgumentHelp("Rank the tokens of this example.", valueName: "id"))
  var example: String?

  @OptionGroup(title: "Slice") var slice: SliceOptions

  @OptionGroup var limit: LimitOption

  @Option(help: ArgumentHelp("For slices: rank by mean, total, count or contrast. (default: mean)"))
  var by: TokenOrder?

  @Option(
    help: ArgumentHelp(
      "With --by contrast: compare with the slice that has this label in place of --label, or of --predicted where it stands alone.",
      valueName: "name"))
  var versus: String?

  @Option(help: ArgumentHelp("For slices: leave out tokens with fewer occurrences.", valueName: "n"))
  var minCount: Int?

  @Flag(help: "Rank the special tokens, such as [CLS] and [SEP], too; with --words, each as a word of its own.")
  var includeSpecial = false

  @Flag(help: "Rank whole words: the pieces that lie side by side in the text, their scores added.")
  var words = false

  @OptionGroup var choice: TokenChoice

  @OptionGroup var output: ListingOutput

  func validate() throws {
    if example == nil, slice.isEverything {
      throw ValidationError("Say of what: --example ID, or a slice such as --label NAME, --predicted NAME, or both labels.")
    }
    if example != nil, !slice.isEverything {
      throw ValidationError("--example names one example; it does not go with --label or other options of a slice.")
    }
    if example != nil, by != nil || minCount != nil {
      throw ValidationError("--by and --min-count are for slices: the tokens of one example are ranked by their score.")
    }
    if versus != nil {
      if by != .contrast { throw ValidationError("--versus names the other side of --by contrast.") }
      if slice.label == nil, slice.predicted == nil {
        throw ValidationError("--versus takes the place of --label or --predicted: say which label is compared with it.")
      }
    }
    try choice.refuseSharedInput(with: slice)
    if let minCount, minCount < 1 { throw ValidationError("--min-count is a number from 1, not \(minCount).") }
  }

  func run() throws {
    let store = try source.open()
    let isListed = try choice.isListed()
    let listing =
      if let example {
        ExampleRanking(
          of: try store.requireExample(example), words: words, includeSpecial: includeSpecial, limit: limit.count,
          isListed: isListed ?? { _ in true }
        ).listing(settings: store.settings)
      } else {
        try sliceListing(in: store, isListed: isListed)
      }
    try output.write(listing, of: source)
  }

  private func sliceListing(in store: AttributionStore, isListed: (@Sendable (String) -> Bool)?) throws -> Listing {
    let slice = try slice.resolve(in: store)
    let order = by?.order ?? .mean
    let other = try versus.map { try slice.with(label: $0, in: store) }
    // The floor keeps tokens seen once or twice from leading by chance; only a mean can rise by chance.
    let totals = try store.topTokens(
      TokenQuery(
        slice.filter, units: words ? .words : .pieces, includeSpecial: includeSpecial, order: order,
        minimumCount: minCount ?? (order == .mean ? nil : 1), limit: limit.count, versus: other?.filter, isListed: isListed))
    guard let totals, totals.examples > 0 else { throw slice.emptiness }
    if totals.others == 0 {
      throw other?.emptiness ?? QueryFailure.noResult("there is nothing to compare with: all examples are in the slice; try --by mean")
    }
    if totals.entries.isEmpty {
      throw QueryFailure.noResult(
        "no token \(isListed == nil ? "" : "that is not left out ")occurs often enough in the \(slice.description(count: totals.examples)); "
          + "--min-count 1 ranks all of them")
    }
    return SliceRanking(slice: slice, other: other, totals: totals).listing(settings: store.settings)
  }
}
