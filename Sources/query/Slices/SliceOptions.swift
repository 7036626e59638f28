import ArgumentParser
import Presentation
import Store
import Support

/// The options that choose the examples of a command, the same for every listing.
struct SliceOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Only examples of this gold label. All of these options can be combined; then all must hold.", valueName: "name"))
  var label: String?

  @Option(help: ArgumentHelp("Only examples that the model gave this label.", valueName: "name"))
  var predicted: String?

  @Flag(
    exclusivity: .exclusive,
    help: """
      Only examples whose prediction is right, or is wrong: the predicted label is the gold one, or another class. Examples without a gold label that is a class \
      of the model are neither. Where a text has several labels, the predicted set is the gold set, or another.
      """)
  var outcome: OutcomeFlag?

  @Option(help: ArgumentHelp("Only examples predicted with at least this confidence, from 0 to 1.", valueName: "p"))
  var minConfidence: Double?

  @Option(help: ArgumentHelp("Only examples predicted with at most this confidence, from 0 to 1.", valueName: "p"))
  var maxConfidence: Double?

  @Option(
    help: ArgumentHelp(
      """
      Only examples with this in their text or pair, as it stands: no character has a meaning of its own. Upper and lower case are the \
      same, also beyond ASCII (É and é, Σ and ς), but ß is not ss, and an accent is a part of its letter, \
      whichever way Unicode spells the two.
      """, valueName: "text"))
  var contains: String?

  @Option(
    name: .customLong("where"),
    help: ArgumentHelp(
      """
      Only examples with this in a column kept with globenc-index --keep, such as source=web, 'source=amazon|tweets' (either), 'stars!=3', \
      'score<0' or 'score>=0.5'. May be repeated. Numbers are compared as numbers, texts by their bytes; an empty value means none, which \
      is neither less nor greater than anything. A value in double quotes is taken as it stands, a quote in it doubled: 'x="a|b"'.
      """, valueName: "column=value"))
  var conditions: [ColumnCondition] = []

  @Option(
    name: .customLong("examples"),
    help: ArgumentHelp("Only the examples whose ids this file holds, one a line; - is standard input.", valueName: "file"),
    completion: .file())
  var idFile: String?

  @Option(
    name: .customLong("id"), parsing: .unconditionalSingleValue,
    help: ArgumentHelp("Only the example with this id. May be repeated, for one of several ids.", valueName: "id"))
  var ids: [String] = []

  @Option(
    help: ArgumentHelp(
      "Only examples with this token, a piece of the model's vocabulary such as not, ##ing or Ġnot; \(PieceTexts.mark)not begins a word.",
      valueName: "piece"))
  var token: String?

  @Option(
    help: ArgumentHelp(
      "Only examples with this word, as top --words shows it; in any case where the model does not see case.", valueName: "word"))
  var word: String?

  @Option(
    help: ArgumentHelp(
      "With --token or --word: only where it is among this many tokens, or words, of the highest scores; special tokens do not count.",
      valueName: "n"))
  var inTop: Int?

  @Flag(help: "Only examples that were cut off at the maximum length.")
  var truncated = false

  @Option(
    help: ArgumentHelp(
      "Only examples with so many tokens, special ones included: a number, or a range such as 10..20, 10.. or ..20.", valueName: "a..b"))
  var length: NumberRange?

  @Option(
    help: ArgumentHelp(
      "Only examples from these rows of the corpus, from 1 on: a number, or a range such as 10..20, 10.. or, for a quick look, ..10000.",
      valueName: "a..b"))
  var rows: NumberRange?

  func validate() throws {
    for (name, value) in [("--min-confidence", minConfidence), ("--max-confidence", maxConfidence)] {
      if let value, !(0...1).contains(value) { throw ValidationError("\(name) is a number from 0 to 1, not \(value).") }
    }
    if let minConfidence, let maxConfidence, minConfidence > maxConfidence {
      throw ValidationError("No confidence is at least \(minConfidence) and at most \(maxConfidence).")
    }
    if let problem = conditions.lazy.compactMap(\.problem).first { throw ValidationError(problem) }
    if contains == "" { throw ValidationError("--contains wants some text: every text contains nothing.") }
    if let inTop {
      if token == nil, word == nil { throw ValidationError("--in-top says how strong a token is: it goes with --token or --word.") }
      if token != nil, word != nil { throw ValidationError("--in-top is of --token or of --word: name one of them.") }
      if inTop < 1 { throw ValidationError("--in-top is a number from 1, not \(inTop).") }
    }
  }

  /// Whether the options choose every example.
  var isEverything: Bool { filter == ExampleFilter() && conditions.isEmpty && token == nil && word == nil && idFile == nil && ids.isEmpty }

  /// Reads the file of ids, and checks all names.
  /// - Throws: `QueryFailure` for a label, column, token or id that does not occur, for a search of texts where none are kept, and where
  ///   the file cannot be read.
  func resolve(in store: AttributionStore) throws -> ExampleSlice {
    let names = SliceNames(store: store, remarks: .standardError)
    if let label { try names.requireGold(label) }
    if let predicted { try names.requirePredicted(predicted) }
    if contains != nil { try names.requireTexts() }
    if let outcome { try names.requireOutcomes(for: outcome.outcome) }
    var filter = filter
    filter.conditions = try conditions.map(names.requireCondition)
    filter.piece = try token.map(names.requirePiece)
    filter.pieceRank = token == nil ? nil : inTop
    filter.word = try word.map(names.requireWord)
    filter.wordRank = word == nil ? nil : inTop
    if idFile != nil { try QueryScope.refuseFile(of: "--examples") }
    let file = try idFile.map(LineFile.init)
    if let file { try names.requireIDs(of: file) }
    if !ids.isEmpty { try names.requireIDs(ids) }
    if file != nil || !ids.isEmpty {
      let listed = file.map { Set($0.lines.map(ExactString.init)) }
      filter.ids = ids.isEmpty ? file?.lines : ids.filter { listed?.contains(ExactString($0)) ?? true }
    }
    return ExampleSlice(filter: filter, idFile: file?.name, ids: ids)
  }

  /// The filter of the options that need no look-up in the store.
  private var filter: ExampleFilter {
    ExampleFilter(
      label: label, predicted: predicted, outcome: outcome?.outcome, minimumConfidence: minConfidence, maximumConfidence: maxConfidence,
      containing: contains, truncatedOnly: truncated, length: length?.range, rows: rows?.range)
  }
}
