package import Store
import Support

/// The output of a ranking of a slice's tokens.
package struct SliceRanking {
  let slice: ExampleSlice
  /// The slice on the other side of the comparison; nil for all other examples.
  let other: ExampleSlice?
  let totals: TokenTotals
  let order: TokenTotals.Order
  /// Whether near copies were left out.
  let isFolded: Bool
  /// The tokens as a person reads them; nil for words.
  let pieces: PieceTexts?

  package init(
    slice: ExampleSlice, other: ExampleSlice?, totals: TokenTotals, order: TokenTotals.Order, isFolded: Bool, pieces: PieceTexts? = nil
  ) {
    (self.slice, self.other, self.totals) = (slice, other, totals)
    (self.order, self.isFolded, self.pieces) = (order, isFolded, pieces)
  }

  private static let columns = ["token", "count", "mean", "total", "contrast", "texts", "texts_all", "q", "distinct_texts"]
  /// The columns for people, in their order; empty columns are left out.
  private static let shown = ["token", "count", "texts", "distinct_texts", "mean", "total", "contrast", "q"]

  /// Whether the slice was compared with other examples.
  private var isCompared: Bool { totals.others ?? 0 > 0 }

  /// The rows `token,count,mean,total,contrast,texts,texts_all,q,distinct_texts`; numbers that were not asked for, or are unknown, are
  /// null.
  package func listing(settings: StoreSettings, as format: ListingFormat) -> Listing {
    let scores = slice.scores ?? ScoreChoice(ScoreSelection(settings.method), settings: settings)
    var members: [JSONOutput.Member] =
      [
        (key: "label", value: .cell(Cell(slice.filter.label))), (key: "predicted", value: .cell(Cell(slice.filter.predicted))),
        (key: "examples", value: .cell(.integer(totals.examples))),
      ] + scores.members + [(key: "by", value: .cell(.text(order.rawValue)))]
    if !slice.filter.isOfLabelsOnly { members.append((key: "slice", value: .cell(.text(slice.name)))) }
    if let others = totals.others, isCompared {
      members.append((key: "versus", value: .cell(.text(other?.name ?? "all other examples"))))
      members.append((key: "versus_examples", value: .cell(.integer(others))))
    }
    if isFolded { members.append((key: "copies_left_out", value: .cell(.integer(totals.copies)))) }
    let isForPeople = format.isForPeople
    // A word that is absent from the slice is listed for people only where its contrast is negative.
    let entries = (totals.entries + totals.lowest.reversed()).filter { !isForPeople || $0.count > 0 || $0.contrast ?? 0 < 0 }
    let listing = Listing(
      caption: caption, members: members, rowsKey: "tokens", columns: Self.columns,
      rows: entries.map { row(of: $0, as: format) })
    return isForPeople ? listing.showing(Self.shown.filter(isShown)) : listing
  }

  private func row(of entry: TokenTotals.Entry, as format: ListingFormat) -> [Cell] {
    let q = isCompared ? entry.q : nil
    return [
      PieceTexts.cell(of: entry.token, pieces, as: format), .integer(entry.count), Cell(entry.mean), .double(entry.total),
      isCompared ? Cell(entry.contrast) : .null,
      .integer(entry.texts), isCompared ? Cell(entry.textsOfBothSides) : .null, format.isForPeople ? Figure.cell(ofQ: q) : Cell(q),
      Cell(entry.distinctTexts),
    ]
  }

  private func isShown(_ column: String) -> Bool {
    switch column {
    case "contrast", "q": isCompared
    case "distinct_texts": totals.entries.contains { $0.distinctTexts != nil }
    default: true
    }
  }

  private var caption: String {
    var caption = slice.description(count: totals.examples)
    if let others = totals.others, isCompared {
      caption +=
        ", compared with "
        + (other?.description(count: others)
          ?? (slice.scores?.isSigned == true ? "all others with such scores (\(others))" : "all others (\(others))"))
    }
    caption += order == .contrast ? "" : ", by \(order.rawValue)"
    if totals.passedOver > 0 { caption += "; those in fewer than \(TokenQuery.usualMinimumTexts) distinct texts left out" }
    if isFolded { caption += "; \(Counted.copies(totals.copies)) left out" }
    if !totals.lowest.isEmpty { caption += "; the highest, then the lowest" }
    caption += (slice.scores?.caption ?? "") + (pieces == nil ? "" : PieceTexts.note)
    return caption
  }
}
