import ArgumentParser
import Presentation
import Store

/// `globenc-query show`: shows one text, coloured by attribution.
struct ShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show the texts of examples, coloured by attribution.",
    discussion: """
      Examples:
        globenc-query show reviews.db 42
        globenc-query show reviews.db 42 43 --plain
        globenc-query show reviews.db --misclassified --sort confidence -k 10
        globenc-query show reviews.db 42 --color always | less -R
        globenc-query show reviews.db 42 --row 7 --layer 2

      The stronger the background, the more of what the classifier read came from the word; the strongest is the highest score of the \
      example. Special tokens are left out. Without colour, [a bracket] marks the five strongest of the words that have more than a token \
      would if all were alike, [[two]] those among them from two thirds of the strongest on; punctuation alone is not marked. Where the text has brackets of its \
      own, {braces} or other marks take their place, as the line of the strongest says. --plain puts a bar and a number under each word \
      instead. Lines are broken at blanks, to the width of the terminal or to COLUMNS where that is set. Control characters in the text are shown as pictures, such as ␛. What was cut off at the \
      maximum length, so that the model did not read it, is faint, behind a line that says so. Of a store made with --no-text, the words of \
      the tokens are shown.

      Examples are named by their ids, or chosen by a slice; then -k says how many, 10 unless it is given, and --sort in which order, as in \
      globenc-query examples.

      The classifier reads row 0, that of the first token, [CLS] or <s>. --row shows what another token is made of; top --example and export --what tokens tell \
      positions. With --layer, it is the token's row in the local matrix of that layer, which a store has if it was indexed with \
      --layers all.
      """)

  @OptionGroup var source: StoreArgument

  @Argument(help: "The ids of examples. One that begins with - goes last, behind --, as in: show reviews.db -- -1.")
  var ids: [String] = []

  @OptionGroup(title: "Slice") var slice: SliceOptions

  @OptionGroup(title: "Scores") var scores: ScoreOptions

  @OptionGroup var order: OrderOptions

  @Option(
    name: .customShort("k"), help: ArgumentHelp("How many examples of a slice: a number from 1, or all. (default: 10)", valueName: "n"))
  var limit: RankLimit?

  @Option(help: ArgumentHelp("Show what the token at this position is made of.", valueName: "position"))
  var row = 0

  @Option(help: ArgumentHelp("final, or the number of a layer, from 1.", valueName: "layer"))
  var layer = LayerArgument(.final)

  @Option(
    help: ArgumentHelp(
      "With --row or --layer, of a text that was indexed in windows (--stride): the window, from 1, whose matrix is meant.", valueName: "n")
  )
  var window: Int?

  @Flag(inversion: .prefixedNo, help: "Mark whole words by the sum of their pieces' scores, or each piece by its own.")
  var words = true

  @Flag(help: "Put a bar and a number, the share in percent, under each word, in lines as wide as the terminal.")
  var plain = false

  @Option(
    help: """
      Whether to colour; auto means on a terminal, unless NO_COLOR is set or TERM is dumb. COLORTERM=truecolor gives fine shades, else they \
      are of the 256-colour palette.
      """)
  var color: ColorMode = .auto

  @Option(
    help: """
      What the terminal's own text stands on. Without it, COLORFGBG tells where the terminal sets that; else a terminal counts as dark, and \
      anything else as light.
      """)
  var background: TerminalBackground?

  func validate() throws {
    if plain, color == .always { throw ValidationError("--plain is for where there is no colour: it does not go with --color always.") }
    let isSliced = !slice.isEverything || order.sort != nil || limit != nil
    if ids.isEmpty, !isSliced { throw ValidationError("Name examples by their ids, or choose a slice, as in: --misclassified -k 10.") }
    if !ids.isEmpty, isSliced {
      throw ValidationError("Examples are named by their ids or chosen by a slice: options of slices, --sort and -k do not go with ids.")
    }
    if row < 0 { throw ValidationError("--row is a position from 0, not \(row).") }
  }

  func run() throws {
    let store = try source.open()
    let sink = ByteSink.standardOutput()
    let width = sink.lineWidth
    let chosen = try ids.isEmpty ? slice.resolve(in: store) : ExampleSlice(filter: ExampleFilter(), idFile: nil)
    let slice = try scores.apply(to: chosen, in: store, as: .table)
    let choice = slice.scores
    let examples = ShownExamples(store: store, scores: choice?.selection, sink: sink, remarks: .standardError) { example in
      let row = try attributionRow(of: example, by: choice?.method, in: store)
      return ExampleView(example, scores: choice, row: row, words: words, marks: marks, width: width).text
    }
    if ids.isEmpty {
      var filter = slice.filter
      (filter.order, filter.limit) = (try order.order(of: slice, in: store), limit.map(\.count) ?? 10)
      try examples.show(slice, filter)
    } else {
      try examples.show(ids)
    }
  }

  private var marks: ExampleView.Marks {
    plain
      ? .numbered(NumberedText(width: TerminalSize.columns()))
      : .inline(TextMarks(depth: ColorDepth(color), background: background ?? TerminalBackground()))
  }

  private func attributionRow(of example: Example, by method: Method?, in store: AttributionStore) throws -> AttributionRow {
    guard row < example.tokens.count else {
      throw QueryFailure.noResult(
        "example '\(example.id)' has no token \(row): its tokens have the positions 0 to \(example.tokens.count - 1)")
    }
    if row == 0, layer.layer == .final, window == nil { return AttributionRow(scoresOf: example) }
    let matrix = try store.requireMatrix(of: example, layer: layer.layer, window: window, method: method)
    guard let row = AttributionRow(position: row, of: matrix, layer: layer.layer, count: example.tokens.count) else {
      throw QueryFailure.noResult("window \(window ?? 1) of example '\(example.id)' does not hold token \(row)")
    }
    return row
  }
}
