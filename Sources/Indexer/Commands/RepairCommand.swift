import ArgumentParser
import Foundation
import Store
import Support

/// `globenc-index repair`: removes damaged records, so that the next run makes them anew.
struct RepairCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "repair",
    abstract: "Drop damaged examples from a store, and add up its totals anew.",
    discussion: """
      Examples:
        globenc-index repair reviews.db
        globenc-index repair reviews.db && globenc-index reviews.csv --model my-bert --store reviews.db

      Copies what is sound to a new file, which takes the store's place when it is whole: until then the store is as it was, and as much \
      room again is needed on the disk. Each dropped example is named on standard output; the command that indexed the corpus, run \
      again, makes them anew. An example is also dropped where its gold label, or the name of a piece in it, is damaged. In place of a damaged \
      record of a run comes one that says "unknown". A sound store is left alone. A store whose schema or settings are damaged cannot be \
      repaired: index the corpus again, into a new one.

      Exit status: 0 the store is sound, now or already; 2 it could not be repaired; 64 wrong usage.
      """)

  @Argument(help: ArgumentHelp("The store.", valueName: "store"), completion: .file())
  var store: String

  func run() throws {
    let console = Console()
    try console.reportingFailures {
      let outcome = try StoreRepair(of: URL(fileURLWithPath: store)).run(
        onDamage: { console.print("globenc-index: \($0.description)") },
        onDrop: { try StandardOutput.print("dropped \($0.printable)", context: "the store \(store) was repaired") })
      let kept = "\(outcome.kept.grouped) example\(outcome.kept == 1 ? "" : "s")"
      console.print(
        outcome.damages == 0
          ? "globenc-index: the store \(store) is sound; nothing was changed"
          : "globenc-index: repaired the store \(store): kept \(kept), dropped \(outcome.dropped.grouped), totals added up anew"
            + (outcome.dropped > 0 ? "; run the command that indexed the corpus again to make them anew" : ""))
    }
  }
}
