import ArgumentParser

/// The number of rows of a ranking: a number from 1, or `all`.
struct RankLimit: ExpressibleByArgument, Equatable {
  /// The number of rows; nil means all.
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
