public import Foundation
import Schema
import Support

// MARK: - Shards of a corpus

extension AttributionStore {
  /// The record of the shard that the store has; nil for a store of a whole corpus.
  /// - Throws: `StoreError` where the record is damaged, or the file cannot be read.
  public func shard() throws -> ShardRecord? {
    do { return try read(ShardRow.read) } catch let error as StoreError where error.isDamage {
      throw StoreError("the store \(file.name): \(error)", kind: .damaged)
    }
  }

  /// Records that the store has all rows of its shard.
  /// - Parameters:
  ///   - rows: Number of rows of the whole corpus.
  ///   - content: A hash of these rows.
  /// - Throws: `StoreError` where the store has no shard, or cannot be written to.
  /// - Precondition: The store was opened for writing and is not closed.
  public func finishShard(rows: Int, content: String) throws {
    guard var record = try shard() else { preconditionFailure("the store \(file.name) has no shard of a corpus") }
    (record.rows, record.content) = (rows, content)
    try write { try ShardRow.write(record, to: $0) }
  }

  /// Refuses other settings than the store's, as opening it for writing does.
  /// - Throws: `StoreError` that names the differences.
  public func refuse(other settings: StoreSettings) throws {
    try Self.refuse(settings, unlike: self.settings, store: file.name)
  }

  /// Gives a file of a store another name in its folder, on the disk, too. No process has the store open.
  /// - Throws: `StoreError` where there is a file of that name, or the file cannot be renamed.
  public static func rename(_ url: URL, to other: URL) throws {
    let (old, new) = (StoreFile(url), StoreFile(other))
    guard !FileManager.default.fileExists(atPath: new.path) else {
      throw StoreError("the store \(old.name) cannot be renamed: there is a \(new.name) already: delete or rename that", kind: .refused)
    }
    let descriptor = open(old.path, O_RDONLY | O_CLOEXEC)
    defer { Foundation.close(descriptor) }
    guard descriptor >= 0, fsync(descriptor) == 0, Foundation.rename(old.path, new.path) == 0 else {
      throw StoreError("the store \(old.name) cannot be renamed to \(new.name): \(String(cString: strerror(errno)))", kind: .unavailable)
    }
  }
}
