import ArgumentParser
import Foundation
import Presentation
import Store
import Support

/// `globenc-query report`: writes a page for a browser.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Write a page to look at: figures, top tokens, and the examples as coloured text.",
    discussion: """
      Examples:
        globenc-query report reviews.db -o report.html
        globenc-query report reviews.db --misclassified -o wrong.html
        globenc-query report reviews.db --contains plot -k 100 -o plot.html
        globenc-query report reviews.db --sort length --max-size 20MB -o page.html
        globenc-query report reviews.db --method decompx-linear -o why.html

      The page is one file that loads nothing: it can be mailed, archived and opened offline. It shows the counts, the confusion matrix and \
      histograms of the slice, the top words of each label by mean and by contrast, and the examples: the score of a word on hover, what \
      it is made of on a click, the layers with a slider, where they are stored. A word or a number of the figures chooses its examples; \
      page.html#example=ID opens the page at an example.

      Where the store has several methods, or signed scores, a reader chooses among them on the page; --method and --class say what it opens \
      with. It has at most \(ReportScores.mostMethods) methods, and the scores for all of at most \(ReportScores.mostClasses) classes, else for the predicted and the gold one.

      For rows other than that of the first token it has the \(ReportExample.strongest) strongest sources. What does not fit into --max-size is left out from the end on: \
      first the layers, unless --layers asks for them, then the rows other than that of the first token, then examples but for the first, and the page \
      says so. All figures are of the whole slice, and stay whatever the size.
      """)

  @OptionGroup var source: StoreArgument

  @OptionGroup(title: "Slice") var slice: SliceOptions

  @OptionGroup(title: "Scores") var scores: ScoreOptions

  @Option(name: .customShort("k"), help: ArgumentHelp("How many examples to show: a number from 1, or all.", valueName: "n"))
  var limit = RankLimit(count: nil)

  @Option(
    help: """
      Which examples the page has first: by row of the corpus, confidence, length, score of the --token or --word, or a column kept with --keep; \
      the highest first. (default: row)
      """)
  var sort: ExampleOrder?

  @Flag(help: "With --sort: the lowest first.")
  var ascending = false

  @Option(
    help: ArgumentHelp(
      "Show the layers of so many examples, the first ones, where they are stored; they then come before further examples. (default: of "
        + "\(Report.layers), as far as the examples leave room)", valueName: "n"))
  var layers: Int?

  @Option(
    help: ArgumentHelp(
      "The size of the page at most, such as 500kB or 20MB; the figures and one example, from 60 kB on, are kept in any case.",
      valueName: "size"))
  var maxSize = ByteCount.page

  @Flag(inversion: .prefixedNo, help: "Mark whole words by the sum of their pieces' scores, or each piece by its own.")
  var words = true

  @OptionGroup var destination: DestinationOption

  func validate() throws {
    if let layers, layers < 0 { throw ValidationError("--layers is a number from 0, not \(layers).") }
    if ascending, sort == nil || sort == .row {
      throw ValidationError("--ascending turns round another order than that of the corpus: add --sort.")
    }
  }

  func run() throws {
    let store = try source.open()
    let resolved = try slice.resolve(in: store)
    let scores = try scores.names.choice(for: resolved.filter, in: store)
    // An example without the scores is on the page, which says so, but has no place in an order by them.
    let slice = resolved.scored(by: scores, isStrict: slice.inTop != nil || sort == .score)
    let file = try destination.open(store: source)
    if file.sink.isTerminal {
      throw QueryFailure.wrongUsage("a page is for a browser: name a file with -o, or redirect standard output")
    }
    var damaged = 0
    let size = try Report(
      store: store, slice: slice, scores: scores, name: try source.urls().map(\.lastPathComponent).joined(separator: ", "),
      choice: Report.Choice(
        words: words, order: sort ?? .row, isAscending: ascending, limit: limit.count, layers: layers, size: maxSize),
      remarks: .standardError, served: QueryScope.current?.report,
      said: { QueryScope.current.flatMap { $0.report == nil ? nil : $0.remarks } ?? [] },
      onDamage: { damage in
        damaged += 1
        StandardError.write(damage.description)
      }
    ).write(to: file.sink)
    try file.commit()
    if size > maxSize.bytes {
      StandardError.write(
        "the page has \(ByteCount(bytes: size)), more than --max-size asks for: what is left are its figures and one example")
    }
    if damaged > 0 {
      throw QueryFailure.damaged("the page is whole but for \(Counted.text(damaged, "damaged record")), which it leaves out")
    }
  }
}
