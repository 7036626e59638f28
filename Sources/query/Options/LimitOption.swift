import ArgumentParser

/// The number of rows of a listing.
struct LimitOption: ParsableArguments {
  @Option(name: .customShort("k"), help: ArgumentHelp("How many to show: a number from 1, or all.", valueName: "n"))
  var limit = RankLimit(count: 10)

  /// The number of rows; nil means all.
  var count: Int? { limit.count }
}
