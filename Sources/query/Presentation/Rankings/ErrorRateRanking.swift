package import Store
import Support

/// The output of a ranking of words by the model's error rate in their texts.
package struct ErrorRateRanking {
  let slice: ExampleSlice
  let rates: ErrorRates
  /// Number of the slice's examples whose predictions cannot be judged, because no gold label is a class of the model.
  let unjudged: Int
  /// Whether texts have sets of labels.
  var hasSets = false
  /// The tokens as a person reads them; nil for words.
  var pieces: PieceTexts?

  package init(slice: ExampleSlice, rates: ErrorRates, unjudged: Int, hasSets: Bool = false, pieces: PieceTexts? = nil) {
    (self.slice, self.rates) = (slice, rates)
    (self.unjudged, self.hasSets, self.pieces) = (unjudged, hasSets, pieces)
  }

  private static let columns = [
    "token", "texts", "wrong", "error_rate", "error_rate_lower", "error_rate_upper", "contrast", "q",
  ]

  /// The rows `token,texts,wrong,error_rate,error_rate_lower,error_rate_upper,contrast,q`.
  package func listing(settings: StoreSettings, as format: ListingFormat) -> Listing {
    var members: [JSONOutput.Member] = [
      (key: "label", value: .cell(Cell(slice.filter.label))), (key: "predicted", value: .cell(Cell(slice.filter.predicted))),
      (key: "examples", value: .cell(.integer(rates.texts))), (key: "wrong", value: .cell(.integer(rates.wrong))),
      (key: "by", value: .cell(.text("error-rate"))),
    ]
    if unjudged > 0 { members.append((key: "not_judged", value: .cell(.integer(unjudged)))) }
    if !slice.filter.isOfLabelsOnly { members.append((key: "slice", value: .cell(.text(slice.name)))) }
    return Listing(
      caption: caption, members: members, rowsKey: "tokens", columns: Self.columns,
      rows: rates.entries.map { entry in
        [
          PieceTexts.cell(of: entry.token, pieces, as: format), .integer(entry.texts), .integer(entry.wrong), .double(entry.rate),
          Cell(entry.interval?.lower),
          Cell(entry.interval?.upper), .double(entry.contrast), format.isForPeople ? Figure.cell(ofQ: entry.q) : .double(entry.q),
        ]
      })
  }

  private var caption: String {
    let verb = rates.texts == 1 || rates.wrong == 1 ? "is" : "are"
    let reason =
      hasSets ? "whose gold labels are not known, or not all classes of the model" : "without a gold label that is a class of the model"
    return
      "\(rates.wrong) of \(slice.description(count: rates.texts)) \(verb) wrong; by contrast to the texts without the word, rates with 95 % intervals"
      + (unjudged > 0 ? "; left out: \(unjudged) \(reason)" : "") + (pieces == nil ? "" : PieceTexts.note)
  }
}
