import ArgumentParser
import Presentation
import Store

/// `globenc-query tokens`: shows the occurrences of one token and their scores.
struct TokensCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tokens",
    abstract: "Say where a token occurs and how strongly it acts.",
    discussion: """
      Examples:
        globenc-query tokens reviews.db not
        globenc-query tokens reviews.db unwatchable --words
        globenc-query tokens reviews.db not --predicted positive --misclassified
        globenc-query tokens reviews.db not --format json

      For each combination of gold and predicted label: how many examples have the token, how often it occurs in them, the mean of its \
      scores (its mean share of what the classifier read), and how they are spread: the lowest, the three quartiles, the highest. Below, \
      the examples where it is strongest. Where the model gives each text several labels, an example is in the row of each pair of its labels, and \
      once in the numbers above. csv has the rows of the labels alone; json has everything.

      A token is a piece of the model's vocabulary, such as not, ##ing, Ġnot or ▁not; \(PieceTexts.mark)not is the piece that begins a word with \
      not, whatever mark the vocabulary has for it, and not is any piece if only one spells it. With --words, a word as top --words shows it. It goes through \
      the examples once. A token that begins with - goes last, behind --.
      """)

  @OptionGroup var source: StoreArgument

  @Argument(help: "The token.")
  var word: String

  @Flag(help: "The token is a whole word, not a piece of the vocabulary.")
  var words = false

  @OptionGroup(title: "Slice") var slice: SliceOptions

  @OptionGroup(title: "Scores") var scores: ScoreOptions

  @Option(name: .customShort("k"), help: ArgumentHelp("How many examples to show: a number from 1, or all.", valueName: "n"))
  var limit = RankLimit(count: 5)

  @OptionGroup var output: ListingOutput

  func run() throws {
    let store = try source.open()
    let names = SliceNames(store: store, remarks: .standardError)
    let word = try words ? names.wordSpelling(word) : names.requirePiece(word)
    let slice = try scores.apply(to: slice.resolve(in: store), in: store, as: output.format)
    guard let report = try store.report(onToken: word, units: words ? .words : .pieces, among: slice.filter, limit: limit.count) else {
      if try store.count(slice.filter) == 0 { throw slice.emptiness }
      throw try missing(from: slice, in: store)
    }
    let piece = words ? nil : try store.pieces(named: [word]).first
    let listing = TokenListing(token: word, piece: piece, slice: slice, report: report)
    let file = try output.destination.open(store: source)
    try listing.write(as: output.format, from: store, to: file.sink)
    try file.commit()
  }

  private func missing(from slice: ExampleSlice, in store: AttributionStore) throws -> QueryFailure {
    let kind = words ? "word" : "token"
    guard words, self.slice.isEverything else { return .noResult("\(slice.name) do not have the \(kind) '\(word)'") }
    let nearest = try store.nearestWords(to: word)
    return .noResult(
      "no example has the word '\(word)'" + (nearest.isEmpty ? "" : "; nearest: \(Suggestions.list(nearest))"))
  }
}
