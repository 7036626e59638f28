import ArgumentParser
import Presentation
import Store

/// The choice of scores, the same options for every command that looks at some.
struct ScoreOptions: ParsableArguments {
  @OptionGroup var method: MethodOptions

  @Option(
    name: .customLong("class"),
    help: ArgumentHelp(
      """
      For which class signed scores speak: a class of the model, predicted (each example's predicted one) or gold (the one that is its gold \
      label). (default: the class that --label names, or else --predicted; else predicted)
      """, valueName: "class"))
  var className: String?

  /// The names.
  var names: ScoreNames { ScoreNames(method: method.method, aggregate: method.aggregate, className: className) }

  /// The slice with the chosen scores; examples without them are not of it.
  /// - Parameters:
  ///   - slice: The examples.
  ///   - store: The store of the examples.
  ///   - format: The format of a listing; nil for an export, which needs no notes.
  ///   - usesTotals: Whether the command usually reads totals, so that a scan is worth saying.
  /// - Returns: The slice.
  /// - Throws: `QueryFailure` where there are no such scores.
  func apply(to slice: ExampleSlice, in store: AttributionStore, as format: ListingFormat? = nil, usesTotals: Bool = false) throws
    -> ExampleSlice
  {
    let choice = try names.choice(for: slice.filter, in: store)
    let whole = slice
    let slice = slice.scored(by: choice)
    guard let format else { return slice }
    choice.note(in: format)
    if choice.isSigned, format.isForPeople {
      let (all, scored) = try (store.count(whole.filter), store.count(slice.filter))
      if scored > 0, scored < all {
        StandardError.writeOnce(
          "\(all - scored) of \(whole.description(count: all)) have no scores by \(choice.name), and are left out")
      }
    }
    if usesTotals, choice.isSigned, try !store.keepsTotals(of: slice.filter) {
      StandardError.writeOnce("the store keeps no totals of scores by \(choice.name) for these examples: it goes through all of them")
    }
    return slice
  }
}

extension ScoreChoice {
  /// Says once, for people, what unsigned scores do not tell.
  func note(in format: ListingFormat) {
    if format.isForPeople, let silence { StandardError.writeOnce(silence) }
  }
}
