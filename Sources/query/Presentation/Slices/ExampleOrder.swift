package import Store

/// The order of listed examples: `row`, `confidence`, `length`, `score`, or a kept column.
package struct ExampleOrder: Equatable {
  package static let row = ExampleOrder("row")
  package static let confidence = ExampleOrder("confidence")
  package static let length = ExampleOrder("length")
  package static let score = ExampleOrder("score")

  let name: String

  package init(_ name: String) { self.name = name }

  package init?(argument: String) {
    if argument.isEmpty { return nil }
    name = argument
  }

  /// The store's value for the order.
  /// - Parameters:
  ///   - slice: The examples to be listed; `score` is the score of the slice's token or word.
  ///   - isAscending: Whether the lowest comes first.
  ///   - store: The store, whose kept columns are orders, too.
  ///   - remarks: Takes a note on a kept column that has the name of another order.
  /// - Returns: The order.
  /// - Throws: `QueryFailure` where there is no such column, and for `score` without a token or word.
  package func order(of slice: ExampleSlice, isAscending: Bool, in store: AttributionStore, remarks: Remarks) throws -> ExampleFilter.Order
  {
    if ["row", "confidence", "length"].contains(name), store.settings.columns.keep.contains(name) {
      remarks.make("--sort \(name) is not the kept column of that name, which --sort kept_\(name) sorts by")
    }
    switch name {
    case "row": return .row
    case "confidence": return isAscending ? .leastConfident : .mostConfident
    case "length": return isAscending ? .shortest : .longest
    case "score" where slice.filter.piece != nil || slice.filter.word != nil: return isAscending ? .lowestScore : .highestScore
    case "score" where !store.settings.columns.keep.contains("score"):
      throw QueryFailure.wrongUsage("--sort score is by the score of a token, or of a word: name it with --token or --word")
    default:
      let column = try KeptColumnNames(store).require(name, or: ["row", "confidence", "length", "score"])
      return isAscending ? .keptAscending(column) : .keptDescending(column)
    }
  }
}
