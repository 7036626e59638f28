import Foundation
import GRDB
import Schema
import Support

/// A store that is to be merged with others, as it is before anything is copied.
struct MergeInput {
  let url: URL
  let file: StoreFile
  /// The record of the shard that the store has; nil for a store of a whole corpus.
  let shard: ShardRecord?
  let salt: Int64
  /// Number of its examples.
  let examples: Int
  /// Number of its rows of evaluations.
  let evaluations: Int
  /// Tells whether the file is still the same when a merge goes on.
  let fingerprint: String

  /// Looks at a store.
  /// - Returns: The input and the store's settings.
  /// - Throws: `StoreError` where it cannot be opened, has an older version, or is a shard that is not finished.
  static func open(_ url: URL) throws -> (input: MergeInput, settings: StoreSettings) {
    let store = try AttributionStore.openForReading(at: url)
    let summary: StoreSummary
    do { summary = try store.summary() } catch let error as StoreError where error.isDamage { throw damage(store.file, error) }
    guard summary.schemaVersion == Schema.version else {
      throw StoreError(
        "the store \(store.file.name) has version \(summary.schemaVersion), and merged are stores of version \(Schema.version): run globenc-index "
          + "on it once more, which brings it to that version", kind: .incompatible)
    }
    let shard = try store.shard()
    if let shard, !shard.isFinished {
      throw StoreError(
        "the store \(store.file.name) is shard \(shard.shard), and unfinished: run the command that indexes it again, to its end",
        kind: .refused)
    }
    let (salt, evaluations) = try store.read {
      (try SettingsRow.salt(in: $0), try Int.fetchOne($0, sql: "SELECT count(*) FROM evaluation") ?? 0)
    }
    let input = MergeInput(
      url: url, file: store.file, shard: shard, salt: salt, examples: summary.examples, evaluations: evaluations,
      fingerprint: fingerprint(store.file.path))
    return (input, store.settings)
  }

  /// The error for a damaged store, whose own error may not name it.
  static func damage(_ file: StoreFile, _ error: StoreError) -> StoreError {
    StoreError("the store \(file.name) cannot be merged, because it is damaged: \(error)", kind: .damaged)
  }

  private static func fingerprint(_ path: String) -> String {
    var status = stat()
    guard stat(path, &status) == 0 else { return path }
    return "\(path) \(status.st_ino) \(status.st_size) \(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec)"
  }
}
