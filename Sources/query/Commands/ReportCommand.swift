import ArgumentParser
import Foundation
import Store

/// `globenc-query report`: a page to look at.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Write a page to look at: figures, top tokens, and the examples as coloured text.",
    discussion: """
      Examples:
        globenc-query report reviews.db -o report.html
        globenc-query report reviews.db --misclassified -o wrong.html
        globenc-query report reviews.db --contains plot -k 100 -o plot.html

      The page is one file that loads nothing: it can be mailed, archived and opened offline. It shows the counts, the confusion matrix and \
      histograms of the slice, the top tokens of each label by mean and by contrast, and the examples: the score of a word on hover, what \
      it is made of on a click, the layers with a slider, where they are stored.

      For rows other than that of [CLS] it has the \(ReportExample.strongest) strongest sources. A page stays under 2 MB: what does not fit is left out from the end of the \
      slice on, first the layers, then the rows other than that of [CLS], then examples, and the page says so. All figures are of the \
      whole slice.
      """)

  @OptionGroup var source: StoreArgument

  @OptionGroup(title: "Slice") var slice: SliceOptions

  @Option(name: .customShort("k"), help: ArgumentHelp("How many examples to show: a number from 1, or all.", valueName: "n"))
  var limit = RankLimit(count: nil)

  @Option(help: ArgumentHelp("Show the layers of so many examples, the first ones, where they are stored.", valueName: "n"))
  var layers = 50

  @Flag(inversion: .prefixedNo, help: "Mark whole words by the sum of their pieces' scores, or each piece by its own.")
  var words = true

  @OptionGroup var destination: DestinationOption

  func validate() throws {
    if layers < 0 { throw ValidationError("--layers is a number from 0, not \(layers).") }
  }

  func run() throws {
    let store = try source.open()
    let slice = try slice.resolve(in: store)
    let file = try destination.open(store: source.url)
    if file.sink.isTerminal {
      throw QueryFailure.wrongUsage("a page is for a browser: name a file with -o, or redirect standard output")
    }
    var damaged = 0
    try Report(
      store: store, slice: slice, name: source.url.lastPathComponent, words: words, limit: limit.count, layerLimit: layers,
      onDamage: { damage in
        damaged += 1
        StandardError.write(damage.description)
      }
    ).write(to: file.sink)
    try file.commit()
    if damaged > 0 {
      throw QueryFailure.noResult("the page is whole but for \(Counted.text(damaged, "damaged record")), which it leaves out")
    }
  }
}
