import ArgumentParser
import Presentation
import Store
import Support

/// `globenc-query info`: describes a store and the runs that wrote it.
struct InfoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "info",
    abstract: "Say what a store holds: model, counts, labels, size, runs.",
    discussion: """
      Examples:
        globenc-query info reviews.db
        globenc-query info reviews.db --format json
        globenc-query info reviews.db --digest

      The labels are counted by gold (rows) and predicted (columns), with the accuracy where both are known. csv has the properties \
      alone; json has everything. Where the model gives each text several labels, the table says how many gold sets and how many predicted \
      sets have each label, and how many gold sets are empty or not known; that takes one scan of the examples. Of a store with several methods of attribution, or \
      a signed one, a table and json list them, with the number of examples that have scores by each.
      """)

  @OptionGroup var source: StoreArgument

  @OptionGroup var output: ListingOutput

  @Flag(
    help: ArgumentHelp(
      "Print only a hash over all content.",
      discussion: """
        It depends on neither order, threads, time nor the layout of the file: two stores of one corpus, filled by the same program on the same \
        kind of processor, have the same. Reads the whole store.
        """))
  var digest = false

  func run() throws {
    let store = try source.open(comparesIDs: true)
    if digest {
      let file = try output.destination.open(store: source)
      try file.sink.write(try store.digest() + "\n")
      return try file.commit()
    }
    let file = try output.destination.open(store: source)
    let report = StoreReport(
      try store.summary(), sets: try store.labelSetAgreement(), methods: try MethodReport(store),
      evaluations: try store.evaluations(), shard: try store.shard(),
      parts: try zip(source.paths(), store.parts).map(PartReport.init))
    switch output.format {
    case .table, .md: try report.write(as: output.format, to: file.sink)
    case .json: try file.sink.write(report.json.text + "\n")
    case .csv, .tsv, .jsonl, .excel: try report.listing.write(as: output.format, to: file.sink)
    }
    try file.commit()
  }
}
