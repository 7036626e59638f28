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

      Ranked by mean, tokens with fewer than 5 occurrences are left out where the labels have 200 examples or more.

      Examples:
        globenc-query top reviews.db --example 42
        globenc-query top reviews.db --label negative -k 20
        globenc-query top reviews.db --label negative --predicted positive --words
        globenc-query top reviews.db --predicted positive --sort total --format csv
      """)

  @OptionGroup var source: StoreArgument

  @Option(help: ArgumentHelp("Rank the tokens of one example.", valueName: "id"))
  var example: String?

  @OptionGroup var slice: SliceOptions

  @Option(name: .customShort("k"), help: ArgumentHelp("How many to show: a number, or all.", valueName: "n"))
  var limit = RankLimit(count: 10)

  @Flag(help: "Rank the special tokens, such as [CLS] and [SEP], too.")
  var includeSpecial = false

  @Flag(help: "Rank whole words: a word's pieces joined, their scores added.")
  var words = false

  @Option(help: "For labels: rank by the mean, the total or the count of a token's occurrences.")
  var sort: TokenOrder?

  @Option(help: ArgumentHelp("For labels: leave out tokens with fewer occurrences.", valueName: "n"))
  var minCount: Int?

  @OptionGroup var format: FormatOption

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
    let listing = try example.map { try exampleListing(of: $0, in: store) } ?? sliceListing(in: store)
    try listing.write(as: format.format, to: .standardOutput())
  }
}
