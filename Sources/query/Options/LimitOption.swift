import ArgumentParser

/// The number of rows of a listing.
struct LimitOption: ParsableArguments {
  /// The number of rows where none is given.
  static let usual = 10

  @Option(name: .customShort("k"), help: ArgumentHelp("How many to show: a number from 1, or all.", valueName: "n"))
  var limit = RankLimit(count: Self.usual)

  /// The number of rows; nil means all.
  var count: Int? { limit.count }
}
