import ArgumentParser
import Presentation
import Store

/// `globenc-query top`: ranks the tokens of an example, or of a slice of the examples.
struct TopCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "top",
    abstract: "Rank the tokens that carried an example, or the examples of a label or another slice.",
    discussion: """
      Examples:
        globenc-query top reviews.db --label negative
        globenc-query top reviews.db --example 42
        globenc-query top reviews.db --predicted positive --by mean -k 20
        globenc-query top reviews.db --label positive --versus negative
        globenc-query top reviews.db --correct --versus "--where a=b"
        globenc-query top reviews.db --misclassified --by total --pieces
        globenc-query top reviews.db --by error-rate

      A token's score is its part of what the classifier read: the row of the first token, [CLS] or <s>, in the final matrix, divided by its sum over all tokens of \
      the text. For a slice, count, mean and total are over the token's occurrences in it, and texts is how many texts hold it. With labels \
      alone the answer comes from totals that were kept while indexing, however large the corpus; any other option scans the examples once.

      A method such as decompx-linear, where the store has one, gives signed scores: how far a token speaks for a class (above 0) or against it, \
      in parts of the class' logit, which are the whole logit together with a bias. --method chooses it and --class the class. Rankings then \
      have both ends: of an example the tokens of the largest scores of either sign, of a slice as many of the highest as of the lowest.

      A slice lists whole words without punctuation: by contrast where --label or --predicted names a label, else by mean; signed scores, which \
      speak for a class by themselves, by mean unless --by says otherwise. Ranked by mean, \
      words in fewer than 5 texts of the slice are left out, because a mean of few may be high by chance: 5 distinct texts, where near copies are told. By contrast, words in fewer \
      than 5 texts of both sides (texts_all) are left out. --min-count sets another number, of texts, near copies included. Copies are told in a store of at most 20,000 examples; in a \
      larger one with --distinct.

      contrast says how much more of the scores goes to a word in the texts of the slice than in all others, or in those of --versus: the \
      normal score of a permutation test over texts (a z-score that holds for small slices and rare words, too). In a random slice 1 word in \
      20 is beyond 1.96 by chance. q is the share of false findings to expect (Benjamini and Hochberg) if this word and all of lower q are taken \
      for findings, among all words that were compared. Neither says why texts differ, and texts that are copies of one another count as \
      evidence each: distinct_texts counts near copies once in the listing, and --fold-copies does so in the whole ranking.

      --by error-rate ranks words by how much more often the model is wrong in the texts that hold them: texts, how many of them are wrong \
      (gold and predicted label are classes of the model and differ; where a text has several labels, the two sets do), the rate with its 95 % interval (Wilson), and the contrast to the texts without \
      the word. It says nothing of the word's score.

      Words are the pieces that lie side by side in the text, each mark of punctuation by itself. Those of an example are shown as they \
      stand there; those of a slice in lower case where the model did not see the case: "Bad" and "bad" are one word to an uncased model, \
      "US" and "us" two to a cased one.

      A name that begins with - needs an equals sign: --example=-1, --label=-1.
      """)

  /// Number of examples up to which distinct texts are counted by default, which takes a moment.
  static let examplesToLookAt = 20_000

  @OptionGroup var source: StoreArgument

  @Option(help: ArgumentHelp("Rank the tokens of this example.", valueName: "id"))
  var example: String?

  @OptionGroup(title: "Slice") var slice: SliceOptions

  @OptionGroup(title: "Scores") var scores: ScoreOptions

  @OptionGroup var limit: LimitOption

  @Option(
    help: ArgumentHelp(
      "For slices: rank by contrast, mean, total, count or error-rate. (default: contrast where a label is named, else mean; mean for scores with a sign)"
    ))
  var by: TokenOrder?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      """
      Compare with the slice that has this label in place of --label, or of --predicted where it stands alone; or with the slice that these \
      options name, in quotes: --versus "--where source=amazon". Examples that are on both sides count in the slice only.
      """, valueName: "label|options"))
  var versus: VersusArgument?

  @Option(
    help: ArgumentHelp(
      """
      For slices: leave out tokens in fewer texts of the slice; by contrast, of both sides. (default: 5, by mean distinct ones where near copies \
      are told; by total and count 1)
      """, valueName: "n"))
  var minCount: Int?

  @Flag(help: "Rank the special tokens, such as [CLS] or </s>, too; among words, each as a word of its own.")
  var includeSpecial = false

  @Flag(exclusivity: .exclusive)
  var unit: UnitFlag?

  @OptionGroup var choice: TokenChoice

  @Flag(
    help: """
      For slices: count texts once whose words are equal but for a few (at most one in six), the first in the corpus; goes through all examples of \
      both sides.
      """)
  var foldCopies = false

  @Flag(
    help: """
      For slices: say of each listed token how many distinct texts hold it, near copies counted once. Done anyway where the store has at most \
      20,000 examples.
      """)
  var distinct = false

  @OptionGroup var group: GroupOption

  @OptionGroup var output: ListingOutput

  func validate() throws {
    if example == nil, slice.isEverything, by != .errorRate, group.column == nil {
      throw ValidationError("Say of what: --example ID, or a slice such as --label NAME, --predicted NAME, or both labels.")
    }
    if example != nil, !slice.isEverything || group.column != nil {
      throw ValidationError("--example names one example; it does not go with --label or other options of a slice.")
    }
    if example != nil, by != nil || minCount != nil || versus != nil {
      throw ValidationError("--by, --versus and --min-count are for slices: the tokens of one example are ranked by their score.")
    }
    if example != nil, foldCopies || distinct {
      throw ValidationError("--fold-copies and --distinct are for slices: one example has no copies.")
    }
    if by == .errorRate {
      if versus != nil || foldCopies || distinct || includeSpecial {
        throw ValidationError(
          "--by error-rate compares with the texts without the word: it does not go with --versus, --fold-copies, --distinct or --include-special."
        )
      }
      if !scores.names.isEmpty, slice.inTop == nil {
        throw ValidationError("--by error-rate looks at no scores: it does not go with --method, --aggregate or --class.")
      }
      if slice.outcome != nil {
        throw ValidationError("--by error-rate looks at right and wrong predictions: it does not go with --correct or --misclassified.")
      }
    }
    if case .label = versus, slice.label == nil, slice.predicted == nil {
      throw ValidationError(
        "--versus takes the place of --label or --predicted: say which label is compared with it, or name a slice: --versus \"--label NAME\"."
      )
    }
    try choice.refuseSharedInput(withIDs: slice.idFile)
    if let minCount, minCount < 1 { throw ValidationError("--min-count is a number from 1, not \(minCount).") }
  }

  func run() throws {
    let store = try source.open()
    let units = unit ?? (example == nil ? .words : .pieces)
    let isListed = try choice.isListed(punctuation: example == nil && units == .words ? .noPunctuation : .punctuation)
    if let example {
      let choice = try scores.names.choice(in: store)
      choice.note(in: output.format)
      let ranking = ExampleRanking(
        of: try store.requireExample(example, scores: choice.selection), scores: choice, words: units == .words,
        includeSpecial: includeSpecial, limit: limit.count,
        isListed: isListed ?? { _ in true })
      return try output.write(ranking.listing(settings: store.settings, as: output.format), of: source)
    }
    if by != .errorRate, try copies(in: store) == .counted {
      StandardError.write(
        "near copies are not told in a store of more than 20,000 examples: --distinct counts the distinct texts of each token"
      )
    }
    let looksAtScores = by != .errorRate || slice.inTop != nil
    try group.write(try slice.resolve(in: store), from: store, to: output, of: source) { slice, sink in
      let slice = looksAtScores ? try scores.apply(to: slice, in: store, as: output.format, usesTotals: true) : slice
      let listing =
        try by == .errorRate
        ? errorRates(of: slice, in: store, units: units.units, isListed: isListed)
        : sliceListing(of: slice, in: store, units: units.units, isListed: isListed)
      try listing.write(as: output.format, to: sink)
    }
  }
}
