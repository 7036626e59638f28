import ArgumentParser
import Store

/// `globenc-query labels`: how gold and predicted labels meet.
struct LabelsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "labels",
    abstract: "Count the examples by gold and predicted label, with the mean confidence.",
    discussion: """
      Examples:
        globenc-query labels reviews.db
        globenc-query labels reviews.db --contains not
        globenc-query labels reviews.db --where source=web --format csv

      The table has a row for each gold label and a column for each predicted one, first with counts, then with the mean confidence of \
      the predictions. csv and json have a row for each combination that occurs. With labels alone the answer comes from counters that \
      were kept while indexing; any other option scans the examples once.
      """)

  @OptionGroup var source: StoreArgument

  @OptionGroup(title: "Slice") var slice: SliceOptions

  @Option(
    name: .customShort("k"),
    help: ArgumentHelp("How many combinations, those with the most examples: a number from 1, or all.", valueName: "n"))
  var limit = RankLimit(count: nil)

  @OptionGroup var output: ListingOutput

  func run() throws {
    let store = try source.open()
    let slice = try slice.resolve(in: store)
    let all = try store.labelSummaries(slice.filter)
    guard !all.isEmpty else { throw slice.emptiness }
    let listing = LabelListing(slice: slice, all: all, limit: limit.count)
    let file = try output.destination.open(store: source.url)
    try listing.write(as: output.format, to: file.sink)
    try file.commit()
  }
}
