import ArgumentParser
import Foundation
import Store
import Support

/// `globenc-index remove`: removes examples from a store.
struct RemoveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove",
    abstract: "Remove examples from a store by their ids.",
    discussion: """
      Examples:
        globenc-index remove reviews.db --examples ids.txt
        globenc-index remove reviews.db --examples ids.txt --dry-run
        echo 42 | globenc-index remove reviews.db --examples -

      The examples go with their texts, scores, matrices and windows, and the totals are those of the examples that are left: all in one \
      transaction, so that a killed removal has removed nothing. What they held is overwritten in the file, whose size stays; further \
      examples use the room. A corpus that still has these rows brings them back when it is indexed again.

      Exit status: 0 all were removed; 1 some ids are of no example (standard error names them), all others were removed; 2 it could not \
      run, and nothing was removed; 64 wrong usage.
      """)

  /// Number of unknown ids that messages name.
  private static let named = 8

  @Argument(help: ArgumentHelp("The store.", valueName: "store"), completion: .file())
  var store: String

  @Option(
    help: ArgumentHelp("The file that holds the ids of the examples, one a line; - is standard input.", valueName: "file"),
    completion: .file())
  var examples: String

  @Flag(help: "Remove nothing: say what there is to remove.")
  var dryRun = false

  @Option(help: ArgumentHelp("Wait so many seconds where another process has locked the store.", valueName: "seconds"))
  var wait = IndexOptions.defaultWait

  func validate() throws {
    guard wait >= 0, wait <= 1e6 else { throw ValidationError("--wait is a number of seconds from 0, not \(wait).") }
  }

  func run() throws {
    let console = Console()
    let unknown = try console.reportingFailures {
      let list = try IDList(path: examples)
      let url = URL(fileURLWithPath: store)
      let reader = try AttributionStore.openForReading(at: url)
      let all = try reader.summary().examples
      let unknown = try reader.unknownIDs(among: list.ids)
      let removed = try dryRun ? list.ids.count - unknown.count : remove(list.ids, at: url, settings: reader.settings, console)
      if !unknown.isEmpty { console.print("globenc-index: \(Self.text(ofUnknown: unknown, in: list))") }
      let examples = "\(removed.grouped) of \(all.grouped) examples"
      console.print(
        dryRun
          ? "globenc-index: \(examples) would be removed from the store \(store); nothing was changed"
          : "globenc-index: removed \(examples) from the store \(store)")
      return unknown
    }
    if !unknown.isEmpty { throw ExitCode(IndexExitStatus.incomplete) }
  }

  private func remove(_ ids: [String], at url: URL, settings: StoreSettings, _ console: Console) throws -> Int {
    let wait = LockWait(
      seconds: wait,
      onWait: { [store] in
        console.print("globenc-index: waiting for another process that has the store '\(store)' in use")
      })
    let store = try AttributionStore.openForWriting(at: url, settings: settings, wait: wait)
    let removal = Result { try store.remove(ids: ids) }
    let closing = Result { try store.close() }
    let removed = try removal.get()
    if try !closing.get() {
      console.print(
        "globenc-index: warning: another process has the store '\(self.store)' open, so that \(self.store)-wal stays beside it until the next "
          + "run, and with it what was removed")
    }
    return removed
  }

  private static func text(ofUnknown ids: [String], in list: IDList) -> String {
    let names = ids.prefix(named).map { "'\($0)'" }.joined(separator: ", ")
    let more = ids.count > named ? " and \((ids.count - named).grouped) more" : ""
    let subject = ids.count == 1 ? "one id in \(list.name) is" : "\(ids.count.grouped) ids in \(list.name) are"
    return "\(subject) of no example: \(names)\(more)"
  }
}
