import ArgumentParser
import Foundation
import Store
import Support

/// `globenc-index merge`: makes one store of the shards of a corpus, or of other stores with the same settings.
struct MergeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Make one store of the shards of a corpus.",
    discussion: """
      Examples:
        globenc-index reviews.jsonl --model my-bert --shard 0/2 --store 0.shard
        globenc-index reviews.jsonl --model my-bert --shard 1/2 --store 1.shard
        globenc-index merge 0.shard 1.shard -o reviews.db

      The merged store holds what one run over the whole corpus writes: globenc-query info --digest prints the same of both. The shards are \
      read once, compared with their checksums, and left as they are. Stores that are no shards can be merged, too, if no id is in two of \
      them. Evaluations are of the texts of one store, and are not copied. The merged store appears under its name when it is whole; a \
      merge that was ended goes on when the same command runs again.

      Refused are stores of other models, methods, precisions or settings, shards of another corpus or another number of shards, a shard \
      that is missing, unfinished, damaged or there twice, and an id that is in two stores.

      Exit status: 0 done; 2 the stores were not merged; 64 wrong usage; 129, 130 and 143 stopped by a signal.
      """)

  @Argument(help: ArgumentHelp("The stores.", valueName: "store"), completion: .file())
  var stores: [String]

  @Option(
    name: [.customShort("o"), .customLong("store")], help: ArgumentHelp("The merged store, a new file.", valueName: "file"),
    completion: .file())
  var output: String

  @Flag(
    help: ArgumentHelp(
      "Merge the shards that are there, though others are missing.",
      discussion: "A run over the whole corpus into the merged store then adds the missing rows."))
  var allowMissing = false

  @Flag(help: "Show no progress and no summary.")
  var quiet = false

  func run() throws {
    let console = Console()
    let interruption = Interruption()
    let signals = interruption.listen {}
    defer { signals.forEach { $0.cancel() } }
    let start = ContinuousClock.now
    let outcome = try console.reportingFailures(of: interruption) {
      let merge = try StoreMerge(stores.map { URL(fileURLWithPath: $0) }, into: URL(fileURLWithPath: output), allowsMissing: allowMissing)
      let total = merge.examples.grouped
      defer { if console.isTerminal { console.show(bar: "") } }
      return try merge.run(isInterrupted: { interruption.isRequested }) { done in
        if console.isTerminal, !quiet, done % 1024 == 0 { console.show(bar: "merged \(done.grouped) of \(total) examples") }
      }
    }
    for note in outcome.notes { console.print("globenc-index: note: \(note)") }
    guard !quiet else { return }
    if outcome.resumed > 0 {
      console.print("globenc-index: went on behind the first \(outcome.resumed.grouped) store\(outcome.resumed == 1 ? "" : "s")")
    }
    let seconds = (ContinuousClock.now - start).inSeconds
    console.print(
      "globenc-index: merged \(stores.count.grouped) store\(stores.count == 1 ? "" : "s") with \(outcome.examples.grouped) "
        + "example\(outcome.examples == 1 ? "" : "s") into \(output) in \((seconds * 10).rounded() / 10) s")
  }
}
