public import Foundation
import GRDB
import Schema
import Support

// MARK: - Several stores as one

extension AttributionStore {
  /// Opens several stores of one model as one, for reading. Every query answers as a store of all their examples would; what is of a file,
  /// such as the results of evaluations, stays with each of `parts`.
  /// - Parameters:
  ///   - urls: The locations of the stores.
  ///   - comparesIDs: Whether to look at every id for one that several stores have; else that is done up to `RepeatedIDs.mostCompared`
  ///     examples, and with a sample beyond.
  /// - Returns: The stores as one; of one location the store itself.
  /// - Throws: `StoreError` where one cannot be opened, is of an older version or has other settings than the first, where two have the same
  ///   example, and where they are too many.
  /// - Precondition: `urls` is not empty.
  public static func openForReading(at urls: [URL], comparesIDs: Bool = false) throws -> AttributionStore {
    guard urls.count > 1 else { return try openForReading(at: urls[0]) }
    guard urls.count <= JoinedKeys.mostParts else {
      throw StoreError(
        "\(urls.count) stores are too many to be asked together, for which \(JoinedKeys.mostParts) are the most: merge them first, with "
          + "globenc-index merge", kind: .refused)
    }
    let parts = try urls.map { try openForReading(at: $0) }
    try refuseUnlike(parts)
    let files = parts.map(\.file)
    let all = StoreFile(readingAll: files)
    let rule = parts.lazy.compactMap(\.settings.labelRule).first
    return try all.describingErrors {
      var configuration = all.configuration(readonly: true)
      // The tables in memory are written; the stores are attached so that nothing can write to them.
      configuration.readonly = false
      // One transaction from now on, so that what is put together now fits to all that is read later.
      configuration.allowsUnsafeTransactions = true
      let queue = try DatabaseQueue(configuration: configuration)
      let settings = try queue.inDatabase { database in
        let joined = JoinedParts(files, classes: parts[0].settings.classes.count, in: database)
        try joined.attach()
        try database.execute(sql: "PRAGMA temp_store = MEMORY; BEGIN DEFERRED")
        for sql in Schema.migrations { try database.execute(sql: sql) }
        try database.execute(sql: "PRAGMA user_version = \(Schema.version)")
        try joined.join(rule: rule)
        let examples = try TotalsReader(database).examples(in: Slice(gold: Slice.any, predicted: Slice.any))
        try RepeatedIDs(files, in: database).refuse(isThorough: comparesIDs || examples <= RepeatedIDs.mostCompared)
        return try SettingsRow.read(in: database, of: all.name)
      }
      return AttributionStore(
        url: urls[0], parts: parts, file: all, settings: settings, salt: 0, connection: queue, writing: nil)
    }
  }

  /// Refuses stores that are not of one kind: named twice, of older versions, or with other settings than the first.
  private static func refuseUnlike(_ parts: [AttributionStore]) throws {
    var seen: [FileIdentity: String] = [:]
    for part in parts {
      guard let identity = FileIdentity(path: part.file.path) else { continue }
      if let name = seen.updateValue(part.file.name, forKey: identity) {
        throw StoreError(
          name == part.file.name
            ? "the store \(name) is named twice: name each store once"
            : "\(name) and \(part.file.name) are one store: name each store once", kind: .refused)
      }
    }
    for part in parts {
      let version = try part.read { try Int.fetchOne($0, sql: "PRAGMA user_version") ?? 0 }
      guard version == Schema.version else {
        throw StoreError(
          "the store \(part.file.name) has version \(version), and only stores of version \(Schema.version) can be asked together: ask it by "
            + "itself, or run globenc-index on it once more, which makes it one of version \(Schema.version)", kind: .incompatible)
      }
    }
    for part in parts.dropFirst() {
      guard let difference = difference(between: parts[0], and: part) else { continue }
      throw StoreError(
        "the stores \(parts[0].file.name) and \(part.file.name) cannot be asked together, \(difference): ask each by itself",
        kind: .incompatible)
    }
    try ShardSet(parts.map { ($0.file.name, try $0.shard()) }).refuseOthers()
  }

  /// What the answers of this store, or of the stores that are read as one, lack because they are not all shards of a corpus, or not finished;
  /// a sentence each.
  /// - Throws: `StoreError` where a record is damaged.
  public func shardGaps() throws -> [String] {
    try ShardSet((parts.isEmpty ? [self] : parts).map { ($0.file.name, try $0.shard()) }).gaps
  }

  /// A sentence where stores that are read as one may have an id in common that nobody looked for: they are not all shards, whose ids differ,
  /// and have so many examples that only a sample of the ids was compared. Nil elsewhere.
  /// - Throws: `StoreError` where a record is damaged, or the file cannot be read.
  public func doubtOfIDs() throws -> String? { try doubtOfIDs(beyond: RepeatedIDs.mostCompared) }

  /// The same, where a sample is compared beyond so many examples.
  func doubtOfIDs(beyond limit: Int) throws -> String? {
    guard !parts.isEmpty, try parts.contains(where: { try $0.shard() == nil }) else { return nil }
    let examples = try count(ExampleFilter())
    guard examples > limit else { return nil }
    return "of \(examples.grouped) examples, only a sample of the ids was compared, and an example that two stores have counts twice: "
      + "globenc-query info compares all ids"
  }

  /// The difference between the settings of two stores, in words; nil where they can be asked together.
  private static func difference(between one: AttributionStore, and other: AttributionStore) -> String? {
    for (store, given) in [(one, other), (other, one)] {
      let differences = SettingsDifference.describe(store: store.settings, given: given.settings)
      if !differences.isEmpty { return "because \(store.file.name) was made with \(differences.joined(separator: "; "))" }
    }
    if one.settings.methods != other.settings.methods { return "because a method has another number of matrices in each" }
    if let rule = one.settings.labelRule, let other = other.settings.labelRule, rule != other {
      return "because their gold labels were read by other rules, of which info tells"
    }
    return nil
  }
}
