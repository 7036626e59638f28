import ArgumentParser
import Presentation
import Store

/// `globenc-query cues`: lists tokens that the model may rely on without a good reason.
struct CuesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cues",
    abstract: "List suspected spurious cues: strong tokens that occur with one label almost only.",
    discussion: """
      Examples:
        globenc-query cues reviews.db
        globenc-query cues reviews.db --words --no-punctuation -k all
        globenc-query cues reviews.db --of predicted --ratio 2 --purity 0.8
        globenc-query cues reviews.db --where source=web --format json

      A token is listed where the mean of its scores is at least --ratio times the mean over all ordinary tokens (of signed scores, the mean \
      without their signs: it speaks for the class), at least the share \
      --purity of its occurrences is in examples of one label, and it occurs at least --min-count times. Only examples with a label count. \
      Where the model gives each text several labels, an example is one of each of its labels, and one whose set is known to be empty counts, too. \
      Whether such a token is spurious (a studio's name) or means what it says (dull) is for you to judge: with each come the three \
      examples of the label where it is strongest. Where one label has most of the examples, every token is nearly pure: raise --purity.

      Whether such a token is the reason for predictions is another question: where globenc-index ablate has taken words out of their texts, \
      flips says how many predictions then changed, "of another" how many without a random other word of the same texts, for the \
      whole word of this name.

      The strongest come first. Tokens are added up from totals that were kept while indexing unless the slice names more than labels; \
      the examples are found in one scan.
      """)

  @OptionGroup var source: StoreArgument

  @OptionGroup(title: "Slice") var slice: SliceOptions

  @OptionGroup(title: "Scores") var scores: ScoreOptions

  @OptionGroup var limit: LimitOption

  @Option(help: ArgumentHelp("Which label must be one: gold or predicted.", valueName: "side"))
  var of: LabelSide = .gold

  @Option(help: ArgumentHelp("The least mean score, in multiples of the mean over all ordinary tokens.", valueName: "x"))
  var ratio = 3.0

  @Option(help: ArgumentHelp("The least share of the occurrences in one label, from 0 to 1.", valueName: "p"))
  var purity = 0.9

  @Option(help: ArgumentHelp("The fewest occurrences.", valueName: "n"))
  var minCount = 10

  @Flag(help: "List whole words in place of pieces.")
  var words = false

  @OptionGroup var choice: TokenChoice

  @OptionGroup var output: ListingOutput

  func validate() throws {
    if !(0 ... .greatestFiniteMagnitude).contains(ratio) { throw ValidationError("--ratio is a number from 0, not \(ratio).") }
    if !(0...1).contains(purity) { throw ValidationError("--purity is a number from 0 to 1, not \(purity).") }
    try choice.refuseSharedInput(withIDs: slice.idFile)
    if minCount < 1 { throw ValidationError("--min-count is a number from 1, not \(minCount).") }
  }

  func run() throws {
    let store = try source.open()
    let slice = try scores.apply(to: slice.resolve(in: store), in: store, as: output.format)
    try requireLabels(in: store)
    let count = try store.count(slice.filter)
    guard count > 0 else { throw slice.emptiness }
    let bounds = Cue.Bounds(ratio: ratio, purity: purity, count: minCount)
    let cues = try store.cues(
      bounds, of: of.side, units: words ? .words : .pieces, among: slice.filter, limit: limit.count,
      isListed: try choice.isListed(punctuation: .punctuation))
    if cues.isEmpty {
      throw QueryFailure.noResult(
        "no token in \(slice.description(count: count)) is strong, pure and frequent enough; lower --ratio (\(ratio)), --purity (\(purity)) or "
          + "--min-count (\(minCount))")
    }
    try output.write(
      CueListing(
        cues: cues, bounds: bounds, side: of.side, slice: slice, examples: count, evaluations: try store.evaluations(),
        pieces: words ? nil : try PieceTexts(named: cues.map(\.token), in: store)
      ).listing(as: output.format), of: source)
  }

  /// Refuses a store without labels: its tokens cannot occur with any label.
  private func requireLabels(in store: AttributionStore) throws {
    switch of {
    case .gold:
      guard try store.labels().isEmpty else { return }
      if try store.hasEmptySets() {
        throw QueryFailure.noResult(
          "all gold sets that are known are empty, so no token goes with a gold label; cues --of predicted looks at the predicted ones")
      }
      throw QueryFailure.noResult(
        "no example has a gold label, so no token goes with one: globenc-index takes gold labels from the column that its --label names, and "
          + "cues --of predicted looks at the predicted ones")
    case .predicted:
      switch store.settings.problemType {
      case .singleLabel, .multiLabel: return
      case .regression, .none: throw QueryFailure.noResult("the model predicts no label, so no token goes with one")
      }
    }
  }
}
