import ArgumentParser
import Foundation
import Presentation
import Store
import Support

/// The store of a subcommand, or the stores that it reads as one.
struct StoreArgument: ParsableArguments {
  @Argument(
    help: "The store that globenc-index wrote; a pattern in quotes, such as 'parts/*.globenc', is all stores that it matches, read as one.",
    completion: .file())
  var store: String

  @Option(
    name: .customLong("and"),
    help: ArgumentHelp(
      "Another store, or a pattern, to be read as one with the store; may be given several times.", valueName: "store"),
    completion: .file())
  var others: [String] = []

  /// The paths of the stores: a name that exists is that file, whatever characters it has.
  /// - Throws: `QueryFailure` where nothing matches a pattern.
  func paths() throws -> [String] {
    try ([store] + others).flatMap { name in
      guard FilePattern.isPattern(name), !FileManager.default.fileExists(atPath: name) else { return [name] }
      let matches = FilePattern.matches(name)
      // The files of a run that is writing are no stores of their own.
      let stores = matches.filter { path in !["-wal", "-shm", "-journal"].contains { path.hasSuffix($0) } }
      guard !stores.isEmpty else {
        throw QueryFailure.cannotOpen(
          StoreError("no file matches the pattern '\(name)': name a store, or another pattern", kind: .notFound))
      }
      return stores
    }
  }

  /// The files of the stores.
  /// - Throws: `QueryFailure` as for `paths`.
  func urls() throws -> [URL] { try paths().map { URL(fileURLWithPath: $0) } }

  /// The names of the stores as they were given.
  var name: String { ([store] + others).joined(separator: ", ") }

  /// Opens the store for reading, or several as one.
  /// - Parameter comparesIDs: Whether to look at every id for one that several stores have, however many there are.
  /// - Returns: The store.
  /// - Throws: `QueryFailure` where a file is missing, foreign, newer or truncated, or where stores cannot be read as one.
  func open(comparesIDs: Bool = false) throws -> AttributionStore {
    if let served = try QueryScope.current?.store(named: store) { return served }
    let urls = try urls()
    return try Self.describing {
      let store = try AttributionStore.openForReading(at: urls, comparesIDs: comparesIDs)
      for gap in try store.shardGaps() { StandardError.writeOnce("warning: \(gap)") }
      if !comparesIDs, let doubt = try store.doubtOfIDs() { StandardError.writeOnce("warning: \(doubt)") }
      return store
    }
  }

  /// Opens the store at a path, read-only.
  /// - Throws: `QueryFailure` where the file is missing, foreign, newer or truncated.
  static func open(_ path: String) throws -> AttributionStore {
    if let served = try QueryScope.current?.store(named: path) { return served }
    return try describing { try AttributionStore.openForReading(at: URL(fileURLWithPath: path)) }
  }

  private static func describing(_ open: () throws -> AttributionStore) throws -> AttributionStore {
    do { return try open() } catch let error as StoreError { throw QueryFailure.cannotOpen(error) }
  }
}
