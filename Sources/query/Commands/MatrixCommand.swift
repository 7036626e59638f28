import ArgumentParser
import Presentation
import Store

/// `globenc-query matrix`: writes an attribution matrix of an example.
struct MatrixCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "matrix",
    abstract: "Print an attribution matrix of an example.",
    discussion: """
      Examples:
        globenc-query matrix reviews.db 42
        globenc-query matrix reviews.db 42 --layer 3 --format json
        globenc-query matrix reviews.db 42 --format npy -o 42.npy

      Row i says what token i is made of: the value in column j is the share of token j, not normalised. "final" is the aggregate over all \
      layers; of a maximum flow it has row 0 only, and the other rows, which are not computed, are 0, unless \
      globenc-index was told --maxflow-rows all. A number is the local matrix of that \
      encoder layer (1 is the first), which a store has if it was indexed with --layers all.

      csv has the tokens as its header and as its first column, as the vocabulary has them (md as \(PieceTexts.mark)film, where the mark says that \
      it begins a word), npy (NumPy, float64) the bare values. In json, a value is the one printed \
      (in the digits that single precision needs) times "scale", a power of two: the values of deep models reach 10^21.
      """)

  @OptionGroup var source: StoreArgument

  @Argument(help: "The id of the example. One that begins with - goes last, behind --, as in: matrix reviews.db -- -1.")
  var id: String

  @Option(help: ArgumentHelp("final, or the number of a layer, from 1.", valueName: "layer"))
  var layer = LayerArgument(.final)

  @Option(
    help: ArgumentHelp(
      "Of a text that was indexed in windows (--stride), the window, from 1: each has matrices of its own.", valueName: "n"))
  var window: Int?

  @OptionGroup var method: MethodOptions

  @Option(
    name: .customLong("format"),
    help: ArgumentHelp("How to print; jsonl is a row of the matrix a line. (default: csv)", valueName: "format"))
  var named: MatrixFormat?

  @OptionGroup var flags: FormatFlags

  @OptionGroup var destination: DestinationOption

  func validate() throws { _ = try flags.format(named: named?.rawValue) }

  func run() throws {
    let format = try named ?? flags.format(named: nil).flatMap { MatrixFormat(rawValue: $0.rawValue) } ?? .csv
    let store = try source.open()
    let example = try store.requireExample(id)
    let method = try ScoreNames(method: method.method, aggregate: method.aggregate).method(in: store.settings)
    let placed = try store.requireMatrix(of: example, layer: layer.layer, window: window, method: method)
    let file = try destination.open(store: source)
    if format == .npy, file.sink.isTerminal {
      throw QueryFailure.wrongUsage("npy is binary and would garble the terminal: name a file with -o, or redirect standard output")
    }
    let listing = MatrixListing(
      example: id, layer: layer.layer, window: example.windows > 1 ? window.map { ($0, example.windows) } : nil,
      method: method, namesAggregate: store.settings.hasChoiceOfScores,
      tokens: placed.positions.map { example.tokens[$0].vocabularyPiece }, matrix: placed.matrix)
    try listing.write(as: format, to: file.sink)
    try file.commit()
  }
}
