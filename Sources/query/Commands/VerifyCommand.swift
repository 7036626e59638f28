import ArgumentParser
import Foundation
import Presentation
import Store

/// `globenc-query verify`: checks that a store is as it was written.
struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Look for damage: structure, checksums, shapes, and totals against a recount.",
    discussion: """
      Examples:
        globenc-query verify reviews.db
        globenc-query verify reviews.db --format json

      Reads the whole store and names each damage in a line, with its table and example: what SQLite's own check finds, tables that are \
      not a store's, examples and matrices that do not agree with their checksums, have the wrong shape or hold numbers that are none, \
      labels, vocabulary pieces and records of runs that do not agree with theirs, and totals that are not what the examples add up to. The \
      exit status is 1 where there is any. A store whose settings are damaged is refused, here as by every command.

      globenc-index repair drops damaged examples, so that the next run makes them anew.
      """)

  @OptionGroup var source: StoreArgument

  @OptionGroup var output: ListingOutput

  func run() throws {
    let paths = try source.paths()
    guard paths.count == 1 else {
      throw QueryFailure.wrongUsage("verify looks at one store at a time: run it on each of these by itself")
    }
    let store = try source.open()
    let file = try output.destination.open(store: source)
    var report = try VerificationReport(output.format, store: paths[0], to: file.sink)
    let outcome = try Self.verify(store) { try report.add($0) }
    try report.end(outcome)
    try file.commit()
    guard outcome.damages == 0 else {
      throw QueryFailure.damaged(
        "the store \(paths[0]) is damaged in \(Counted.text(outcome.damages, "place")): globenc-index repair drops damaged examples, "
          + "so that the next run makes them anew")
    }
  }

  /// Verifies a store, with progress on a terminal.
  private static func verify(_ store: AttributionStore, _ onDamage: (Damage) throws -> Void) throws -> AttributionStore.Verification {
    guard isatty(STDERR_FILENO) == 1 else { return try store.verify(onDamage: onDamage) }
    let total = (try? store.summary().examples) ?? 0
    func show(_ line: String) { FileHandle.standardError.write(Data("\r\u{1B}[K\(line)".utf8)) }
    show("looking at the structure of the file")
    defer { show("") }
    return try store.verify(
      onProgress: { if $0 % 256 == 0 { show("\($0) of \(total) examples") } },
      onDamage: {
        show("")
        try onDamage($0)
      })
  }
}
