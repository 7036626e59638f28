import Support

/// The shards among stores that are taken together.
struct ShardSet {
  /// Number of missing shards that a sentence names.
  private static let mostNamed = 10

  /// The names of the stores that are shards, and what they say of them.
  private let shards: [(name: String, record: ShardRecord)]

  /// - Parameter stores: The names of all stores, and their shards; nil for a store of a whole corpus.
  init(_ stores: [(name: String, record: ShardRecord?)]) {
    shards = stores.compactMap { name, record in record.map { (name, $0) } }
  }

  /// Refuses shards of several corpora, or of several divisions of one, whose rows do not belong together.
  /// - Throws: `StoreError` that names two stores.
  func refuseOthers() throws {
    guard let first = shards.first else { return }
    for other in shards.dropFirst() {
      let (one, two) = (first.record, other.record)
      let haveOneContent = one.content == nil || two.content == nil || one.content == two.content
      guard one.shard.count != two.shard.count || one.limit != two.limit || !one.hasCorpus(of: two) || !haveOneContent else { continue }
      throw StoreError(
        "the stores \(first.name) and \(other.name) cannot be asked together: they are shards \(one.shard) and \(two.shard) of "
          + (one.shard.count != two.shard.count
            ? "different divisions of a corpus" : "different corpora, \(one.corpus) and \(two.corpus), or of one that was changed")
          + ": name the shards of one", kind: .incompatible)
    }
  }

  /// A sentence without its end on the missing shards, such as "shards 2 and 5 of 8 are missing, counted from 0"; nil where no shard is missing.
  var missing: String? {
    guard let count = shards.first?.record.shard.count else { return nil }
    let present = Set(shards.map(\.record.shard.number))
    let number = count - present.count
    guard number > 0 else { return nil }
    let named = (0..<count).lazy.filter { !present.contains($0) }.prefix(Self.mostNamed).map(String.init)
    let parts = Array(named) + (number > named.count ? ["\((number - named.count).grouped) more"] : [])
    let list = parts.count == 1 ? parts[0] : parts.dropLast().joined(separator: ", ") + " and " + (parts.last ?? "")
    return "shard\(number == 1 ? "" : "s") \(list) of \(count) \(number == 1 ? "is" : "are") missing, counted from 0"
  }

  /// A sentence for all that answers of these stores do not have: missing shards, and shards without some of their rows.
  var gaps: [String] {
    let unfinished = shards.filter { !$0.record.isFinished }.map {
      "the store \($0.name) is an unfinished shard: answers are of the rows that it has so far"
    }
    return unfinished + (shards.count > 1 ? missing.map { ["\($0): answers are of the others"] } ?? [] : [])
  }
}
