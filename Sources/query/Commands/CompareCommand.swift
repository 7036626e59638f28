import ArgumentParser
import Foundation
import Presentation
import Store

/// `globenc-query compare`: compares two stores of the same texts.
struct CompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Compare two stores of the same texts: two models, precisions or methods.",
    discussion: """
      Examples:
        globenc-query compare reviews-f32.db reviews-bf16.db
        globenc-query compare old.db new.db --label negative -k 20
        globenc-query compare old.db new.db --changed --format csv -o out.csv
        globenc-query compare old.db new.db --what tokens --format csv

      Examples are matched by id; the slice is chosen in the first store. Their scores are compared token by token where both stores \
      were made with the same tokenizer, else word by word, where the words lie at the same places of the same text. Special tokens do \
      not take part. spearman is the rank correlation of an example's scores in the two stores, ties at their mean rank; there is none \
      for fewer than two tokens, or where all scores of a side are the same.

      Examples whose text or pair is another in the other store are counted and marked as edited; their predictions are compared, and their \
      scores where they have the same tokens.

      The table sums up, says in which direction predictions changed, and lists the examples whose scores are least alike and the tokens whose mean score moved most (among those with \
      5 occurrences, or --min-count). csv has the examples, the least alike first, or with --what tokens the tokens, or with --what changes the directions; json has \
      everything. \
      With --changed only examples whose predicted label differs are listed.
      """)

  @OptionGroup var source: StoreArgument

  @Argument(help: "The store to compare it with.", completion: .file())
  var other: String

  @OptionGroup(title: "Slice") var slice: SliceOptions

  @OptionGroup var limit: LimitOption

  @Flag(help: "List only the examples whose predicted label differs.")
  var changed = false

  @Option(
    help: ArgumentHelp(
      "What csv and the like have: examples, tokens or changes. (default: examples; md has everything unless this is given)",
      valueName: "what"))
  var what: ComparisonKind?

  @Option(help: ArgumentHelp("Leave out tokens with fewer occurrences.", valueName: "n"))
  var minCount = 5

  @OptionGroup var output: ListingOutput

  func validate() throws {
    if minCount < 1 { throw ValidationError("--min-count is a number from 1, not \(minCount).") }
  }

  func run() throws {
    let (first, second) = (try source.open(), try StoreArgument.open(other))
    let slice = try slice.resolve(in: first)
    var comparison = Comparison(first, second, limit: limit.count, changedOnly: changed, remarks: .standardError)
    try comparison.add(slice.filter)
    guard comparison.examples > 0 else { throw slice.emptiness }
    guard comparison.matched > 0 else {
      throw QueryFailure.noResult(
        "none of \(slice.description(count: comparison.examples)) is in both stores: examples are matched by id")
    }
    let listing = ComparisonListing(
      comparison: comparison, slice: slice, stores: (source.store, other), minimumCount: minCount, limit: limit.count)
    let file = try output.destination.open(store: source.url)
    try listing.write(as: output.format, what: what, to: file.sink)
    try file.commit()
    if comparison.damaged > 0 {
      throw QueryFailure.damaged(
        "the comparison is whole but for \(Counted.text(comparison.damaged, "damaged example")), which it leaves out")
    }
  }
}
