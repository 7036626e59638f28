import ArgumentParser
import Presentation
import Store

extension TopCommand {
  /// The ranking of a slice by its scores.
  func sliceListing(
    of chosen: ExampleSlice, in store: AttributionStore, units: TokenTotals.Units, isListed: (@Sendable (TokenSpelling) -> Bool)?
  ) throws -> Listing {
    let other: ExampleSlice? =
      switch versus {
      case .label(let label): try VersusArgument.slice(like: chosen, of: label, in: store)
      case .options(let options): try VersusArgument.slice(of: options).resolve(in: store)
      case nil: nil
      }
    let namesLabel = slice.label != nil || slice.predicted != nil || group.column != nil
    let isUsual = by == nil
    let isSigned = chosen.scores?.isSigned == true
    // Signed scores speak for the class by themselves; only shares have to be compared to tell the classes apart.
    let usual: TokenTotals.Order = versus != nil || namesLabel && !isSigned ? .contrast : .mean
    var query = TokenQuery(
      chosen.filter, units: units, includeSpecial: includeSpecial, order: by?.order ?? usual,
      minimumTexts: minCount, limit: limit.count, isCompared: true, versus: other?.filter, copies: try copies(in: store), isListed: isListed
    )
    query.listsBothEnds = isSigned && query.order != .count
    guard var totals = try store.topTokens(query), totals.examples > 0 else { throw chosen.emptiness }
    if totals.others == 0, query.order == .contrast {
      if let other {
        throw totals.overlap > 0
          ? QueryFailure.noResult("there is nothing to compare with: all of \(other.name) are in the slice") : other.emptiness
      }
      guard isUsual else {
        throw QueryFailure.noResult("there is nothing to compare with: all examples are in the slice; try --by mean")
      }
      query.order = .mean
      totals = try store.topTokens(query) ?? totals
      StandardError.write("all examples are in the slice, so that there is nothing to compare with: ranked by mean")
    }
    // Tokens that are absent from the slice are compared, too, but a ranking of nothing else is no ranking of the slice.
    if totals.entries.allSatisfy({ $0.count == 0 }) {
      let distinct = query.order == .mean && query.copies == .told && minCount == nil ? "distinct " : ""
      let floor = minCount ?? (query.order == .mean || query.order == .contrast ? TokenQuery.usualMinimumTexts : 1)
      throw QueryFailure.noResult(
        "no \(units == .words ? "word" : "token")\(isListed == nil ? "" : " that is not left out") is in \(floor) \(distinct)texts or more of "
          + "\(query.order == .contrast ? "both sides" : chosen.name)\(foldCopies ? ", copies counted once" : ""); --min-count 1 ranks all of them"
      )
    }
    if totals.overlap > 0, let other {
      StandardError.write(
        "\(totals.overlap) of \(other.name) \(totals.overlap == 1 ? "is" : "are") in the slice too and "
          + "\(totals.overlap == 1 ? "counts" : "count") there only")
    }
    let names = (totals.entries + totals.lowest).map(\.token)
    return SliceRanking(
      slice: chosen, other: other, totals: totals, order: query.order, isFolded: foldCopies,
      pieces: units == .words ? nil : try PieceTexts(named: names, in: store)
    ).listing(settings: store.settings, as: output.format)
  }

  /// The treatment of near copies.
  func copies(in store: AttributionStore) throws -> TokenQuery.Copies {
    if foldCopies { return .folded }
    if distinct { return .told }
    return try store.count(ExampleFilter()) <= Self.examplesToLookAt ? .told : .counted
  }

  /// The ranking of a slice by the rate of errors.
  func errorRates(
    of chosen: ExampleSlice, in store: AttributionStore, units: TokenTotals.Units, isListed: (@Sendable (TokenSpelling) -> Bool)?
  ) throws -> Listing {
    let rates = try store.errorRates(
      of: units, among: chosen.filter, minimumTexts: minCount ?? TokenQuery.usualMinimumTexts, limit: limit.count, isListed: isListed)
    guard let rates, rates.texts > 0 else {
      if try store.count(chosen.filter) == 0 { throw chosen.emptiness }
      throw QueryFailure.noResult(
        "\(chosen.name) have no gold label that is a class of the model, so that nothing says which predictions are wrong")
    }
    guard !rates.entries.isEmpty else {
      throw QueryFailure.noResult(
        "no \(units == .words ? "word" : "token") is in \(minCount ?? TokenQuery.usualMinimumTexts) texts or more of \(chosen.name) that can be judged; "
          + "--min-count 1 ranks all of them")
    }
    return ErrorRateRanking(
      slice: chosen, rates: rates, unjudged: try store.count(chosen.filter) - rates.texts,
      hasSets: store.settings.problemType == .multiLabel,
      pieces: units == .words ? nil : try PieceTexts(named: rates.entries.map(\.token), in: store)
    ).listing(
      settings: store.settings, as: output.format)
  }
}
