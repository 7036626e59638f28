import ArgumentParser
import Presentation
import Store

/// `globenc-query export`: writes all rows of a table, for other programs.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write all tokens, words, examples or labels as CSV or JSON lines, or all matrices for NumPy.",
    discussion: """
      Examples:
        globenc-query export reviews.db --what tokens -o tokens.csv
        globenc-query export reviews.db --what words -o words.csv
        globenc-query export reviews.db --what examples --misclassified -o wrong.csv
        globenc-query export reviews.db --what examples --format jsonl
        globenc-query export reviews.db --what labels
        globenc-query export reviews.db --what matrices -o matrices.npz
        globenc-query export reviews.db --what words --method all -o long.csv

      tokens has a row for every token of every example, special tokens too; words a row for every word, with the sum of its tokens' scores, as the \
      text has it and under the name that rankings have; examples a row for every example, with its text and the \
      columns kept with --keep (one named like a column of the export, such as pair, is kept_pair); labels a row for every combination \
      of gold and predicted label. Numbers read back exactly; null is an empty field in CSV. Examples come in the order of the corpus, \
      in constant memory. A damaged example is named and left out; all others are written, and the exit status is 1.

      matrices has a float64 array of raw values for every example in one uncompressed npz file, which numpy.load opens; row i of an \
      array says what token i is made of. An array is named by the id of its example, percent-encoded as in a URL: \
      urllib.parse.unquote gives the id back. A text that was indexed in windows (--stride) has an array for each: ID@1, ID@2 and so on.

      --method all is the long format: each example's rows by every method, aggregate and class, one after another, told apart by the columns \
      method, aggregate and class at the end. --class then keeps one class of the signed methods. Arrays have names such as n-enc/rollout/ID.

      A label that begins with - needs an equals sign: --label=-1.
      """)

  @OptionGroup var source: StoreArgument

  @Option(help: "What to write.")
  var what: ExportKind

  @OptionGroup(title: "Slice") var slice: SliceOptions

  @OptionGroup(title: "Scores") var scores: ScoreOptions

  @Option(
    name: .customLong("format"),
    help: ArgumentHelp(
      """
      How to write it: csv, tsv, jsonl (an object a line), json (one document), md (Markdown) or excel (csv for spreadsheets); matrices are npz. \
      (default: csv, npz for matrices)
      """, valueName: "format"))
  var named: ExportFormat?

  @OptionGroup var flags: FormatFlags

  @Option(help: ArgumentHelp("For matrices: final, or the number of a layer, from 1. (default: final)", valueName: "layer"))
  var layer: LayerArgument?

  @OptionGroup var destination: DestinationOption

  func validate() throws {
    let listing = try flags.format(named: named?.rawValue)
    if named != nil || listing != nil, (named == .npz) != (what == .matrices) {
      throw ValidationError("--format npz is for --what matrices, and the other formats are for the others.")
    }
    if !scores.names.isEmpty, what == .labels {
      throw ValidationError("Labels have no scores: --method, --aggregate and --class do not go with --what labels.")
    }
    if what == .matrices, scores.className != nil {
      throw ValidationError("Matrices are of no class: --class does not go with --what matrices.")
    }
    if isLong, let layer, layer.layer != .final {
      throw ValidationError("Not every method keeps its layers: --layer \(layer.layer) goes with one method.")
    }
    if layer != nil, what != .matrices { throw ValidationError("--layer says which matrices: it goes with --what matrices.") }
  }

  /// Whether the export has the scores by all methods.
  var isLong: Bool { scores.names.isOfAll }

  func run() throws {
    let store = try source.open()
    let slice = try scored(slice.resolve(in: store), in: store)
    let file = try destination.open(store: source)
    if what == .matrices, file.sink.isTerminal {
      throw QueryFailure.wrongUsage("npz is binary and would garble the terminal: name a file with -o, or redirect standard output")
    }
    let damaged = try write(slice, isLong ? AllScores(scores.names, in: store) : nil, from: store, to: file.sink)
    try file.commit()
    if damaged > 0 {
      throw QueryFailure.damaged("the export is whole but for \(Counted.text(damaged, "damaged example")), which it leaves out")
    }
  }

  /// The stream of rows in the chosen format. In a single JSON document, the rows are the value of a member that is named after the kind of
  /// export.
  func stream(of columns: [String], to sink: ByteSink) throws -> ListingStream {
    let format = try flags.format(named: named?.rawValue) ?? .csv
    return try ListingStream(format, to: sink, members: [], rowsKey: what.rawValue, columns: columns)
  }
}
