import ArgumentParser

/// How many rows a ranking shows: a number from 1, or `all`.
struct RankLimit: ExpressibleByArgument, Equatable {
  /// nil for all.
  let count: Int?

  init(count: Int?) { self.count = count }

  init?(argument: String) {
    if argument == "all" {
      count = nil
    } else if let number = Int(argument), number > 0 {
      count = number
    } else {
      return nil
    }
  }

  var defaultValueDescription: String { count.map(String.init) ?? "all" }
}
