import ArgumentParser

/// How many rows a listing has.
struct LimitOption: ParsableArguments {
  @Option(name: .customShort("k"), help: ArgumentHelp("How many to show: a number from 1, or all.", valueName: "n"))
  var limit = RankLimit(count: 10)

  /// nil for all.
  var count: Int? { limit.count }
}
