import ArgumentParser
import Store

/// `globenc-query info`: what a store holds, and how it came about.
struct InfoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "info",
    abstract: "Say what a store holds: model, counts, labels, size, runs.",
    discussion: """
      Examples:
        globenc-query info reviews.db
        globenc-query info reviews.db --format json

      The labels are counted by gold (rows) and predicted (columns), with the accuracy where both are known. csv has the properties \
      alone; json has everything.
      """)

  @OptionGroup var source: StoreArgument

  @OptionGroup var output: ListingOutput

  func run() throws {
    let report = StoreReport(try source.open().summary())
    let file = try output.destination.open(store: source.url)
    switch output.format {
    case .table: try file.sink.write(report.text)
    case .json: try file.sink.write(report.json.text + "\n")
    case .csv: try report.listing.write(as: .csv, to: file.sink)
    }
    try file.commit()
  }
}
