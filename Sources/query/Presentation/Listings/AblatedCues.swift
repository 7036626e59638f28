import Store
import Support

/// What the model says of texts without a cue, where globenc-index ablate has taken it out: columns beside the purity.
struct AblatedCues {
  private let results: [ExactString: [Evaluation]]

  init(_ evaluations: [Evaluation]) {
    results = Dictionary(grouping: evaluations.filter { $0.word != nil }) { ExactString($0.word ?? "") }
  }

  /// The names of the columns; none where no word was taken out.
  func columns(_ format: ListingFormat) -> [String] {
    if results.isEmpty { return [] }
    return format.isForPeople
      ? ["flips", "of another", "logit change"] : ["ablated_texts", "flip_rate", "flip_rate_random", "logit_change"]
  }

  /// What the columns for people say, as the rest of a sentence; empty where no word was taken out.
  var caption: String {
    results.isEmpty
      ? ""
      : "; flips: predictions that change without the whole word of this name, and, of another, without a random other word; logit change: the mean "
        + "change of the logit of the class predicted at first"
  }

  /// The cells of a token: what was found of the word of this name.
  func cells(of token: String, _ format: ListingFormat) -> [Cell] {
    if results.isEmpty { return [] }
    let own = results[ExactString(token)] ?? []
    func result(_ metric: String) -> Evaluation? { own.first { $0.metric == metric } }
    let (rate, change) = (result("flip_rate"), result("logit_change"))
    guard format.isForPeople else {
      return [Cell(rate?.examples), Cell(rate?.value), Cell(result("flip_rate_random")?.value), Cell(change?.value)]
    }
    let flips = own.filter { $0.metric == "flips" }.reduce(0) { $0 + Int($1.value ?? 0) }
    let other = result("flip_rate_random")
    let otherFlips = other.map { Int((($0.value ?? 0) * Double($0.examples)).rounded()) }
    return [
      rate.map { .text("\(flips) of \($0.examples)") } ?? .null,
      other.map { .text("\(otherFlips ?? 0) of \($0.examples)") } ?? .null, Cell(change?.value),
    ]
  }
}
