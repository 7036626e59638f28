import ArgumentParser
import Presentation
import Store

/// `globenc-query labels`: compares gold with predicted labels.
struct LabelsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "labels",
    abstract: "Count the examples by gold and predicted label, and say how good and how sure the predictions are.",
    discussion: """
      Examples:
        globenc-query labels reviews.db
        globenc-query labels reviews.db --contains not
        globenc-query labels reviews.db --where source=web --format csv
        globenc-query labels reviews.db --group-by source

      The table has a row for each gold label and a column for each predicted one, first with counts, then with the mean confidence of \
      the predictions. Below are precision, recall and F1 of each class, and how the confidences compare with the share of predictions \
      that are right. csv has a row for each combination that occurs; json has everything.

      Where the model gives each text several labels, the table has a row for each class instead, and calibration is that of each class' \
      sigmoid; an example counts in the rows of csv once for each pair of its labels, and its side is empty where it has none. Intervals of \
      means allow for the decisions of one text that go together.

      The figures below the counts are of the examples that have a prediction and a gold label that is a class of the model; where the model gives several labels, \
      of those whose gold labels are known and all classes. "mean of the classes" gives each class that is a gold label or predicted (of several labels, each class of the model) \
      the same weight; a precision, recall or F1 that has no denominator, as the precision of a class that is never predicted, counts as 0 in it, as scikit-learn has it, and is blank in \
      the row of its class. Intervals are 95 % intervals for texts that were drawn \
      independently: Wilson's for accuracy, precision and recall; for F1 Wilson's for the true positives among all examples that have \
      the class or were predicted as it. The expected calibration error is the mean difference between confidence and accuracy in ten \
      bins of equal width; its interval is never narrower than the \
      exact intervals of the bins (Clopper and Pearson) imply, and in simulations it held the true error at least as often as it says, however few the examples.
      """)

  @OptionGroup var source: StoreArgument

  @OptionGroup(title: "Slice") var slice: SliceOptions

  @Option(
    name: .customShort("k"),
    help: ArgumentHelp(
      "How many rows, those with the most examples: a number from 1, or all. Hides rows; numbers stay those of all examples.",
      valueName: "n"))
  var limit = RankLimit(count: nil)

  @OptionGroup var group: GroupOption

  @OptionGroup var output: ListingOutput

  func run() throws {
    let store = try source.open()
    let slice = try slice.resolve(in: store)
    try group.write(slice, from: store, to: output, of: source) { try write($0, from: store, to: $1) }
  }

  private func write(_ slice: ExampleSlice, from store: AttributionStore, to sink: ByteSink) throws {
    let summaries = try store.labelSummaries(slice.filter)
    guard !summaries.isEmpty else { throw slice.emptiness }
    if let agreement = try store.labelSetAgreement(slice.filter) {
      let listing = LabelSetListing(
        slice: slice, examples: try store.count(slice.filter), summaries: summaries, agreement: agreement,
        threshold: store.settings.threshold ?? 0.5, limit: limit.count)
      return try listing.write(as: output.format, to: sink)
    }
    let calibration = output.format.isForPeople || output.format == .json ? try store.calibration(slice.filter) : Calibration()
    let listing = LabelListing(
      slice: slice, summaries: summaries, classes: store.settings.labels, calibration: calibration, limit: limit.count)
    try listing.write(as: output.format, to: sink)
  }
}
