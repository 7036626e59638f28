import ArgumentParser
import Presentation
import Store

/// The order of examples, the same options for every command that lists some.
struct OrderOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      Order by row of the corpus, confidence, length, score of the --token or --word, or a column kept with --keep; a kept column that has \
      one of these names is kept_row, kept_confidence, kept_length or kept_score. (default: row)
      """,
      valueName: "order"))
  var sort: ExampleOrder?

  @Flag(help: "With --sort: the lowest first.")
  var ascending = false

  func validate() throws {
    if ascending, sort == nil || sort == .row {
      throw ValidationError("--ascending turns round another order than that of the corpus: add --sort.")
    }
  }

  /// The store's value for the order.
  /// - Throws: `QueryFailure` as `ExampleOrder.order` does.
  func order(of slice: ExampleSlice, in store: AttributionStore) throws -> ExampleFilter.Order {
    try (sort ?? .row).order(of: slice, isAscending: ascending, in: store, remarks: .standardError)
  }
}
