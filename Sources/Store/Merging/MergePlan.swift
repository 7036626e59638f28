import Foundation
import Support

/// The stores to merge, checked against each other before anything is written: shards by their numbers, then the others as they were named.
struct MergePlan {
  private(set) var inputs: [MergeInput] = []
  /// The settings of the merged store.
  private(set) var settings: StoreSettings
  /// A sentence for each thing that the merged store does not have from its parts.
  private(set) var notes: [String] = []

  /// - Throws: `StoreError`, in one sentence, where the stores cannot be merged.
  init(_ urls: [URL], allowsMissing: Bool) throws {
    precondition(!urls.isEmpty, "a merge of no store")
    try Self.refuseRepetitions(urls)
    let first = try MergeInput.open(urls[0])
    (inputs, settings) = ([first.input], first.settings)
    for url in urls.dropFirst() {
      let (input, settings) = try MergeInput.open(url)
      try add(input, settings)
    }
    let shards = inputs.filter { $0.shard != nil }.sorted { $0.shard?.shard.number ?? 0 < $1.shard?.shard.number ?? 0 }
    try refuseOtherCorpora(shards)
    try refuseGaps(shards, allowsMissing: allowsMissing)
    inputs = shards + inputs.filter { $0.shard == nil }
    for input in inputs where input.evaluations > 0 {
      notes.append("evaluations of \(input.file.name) are of its own texts, and stay there: evaluate the merged store")
    }
    if inputs.contains(where: { $0.salt != inputs[0].salt }) {
      notes.append(
        "the stores keep no texts and hide the hashes of their contents each in its own way, so that a later run over the corpus takes the rows of "
          + "all but \(inputs[0].file.name) for changed ones")
    }
  }

  private static func refuseRepetitions(_ urls: [URL]) throws {
    var seen: [FileIdentity: String] = [:]
    for url in urls {
      let file = StoreFile(url)
      guard let identity = FileIdentity(path: file.path) else { continue }
      if let other = seen.updateValue(file.name, forKey: identity) {
        throw StoreError(
          "the store \(file.name) is named twice\(other == file.name ? "" : ", also as \(other)"): name each store once", kind: .refused)
      }
    }
  }

  private mutating func add(_ input: MergeInput, _ other: StoreSettings) throws {
    var differences = SettingsDifference.describe(store: settings, given: other)
    // A run may add methods to a store, so that this counts as no difference there.
    if differences.isEmpty, settings.methods.count < other.methods.count {
      let lists = [settings, other].map { $0.methods.map(\.method.description).joined(separator: "; ") }
      differences.append("method\(settings.methods.count == 1 ? "" : "s") \(lists[0]), not \(lists[1])")
    }
    if let rule = settings.labelRule, let otherRule = other.labelRule, rule != otherRule {
      differences.append("labels read as \(rule.kind.rawValue), not \(otherRule.kind.rawValue)")
    }
    guard differences.isEmpty else {
      throw StoreError(
        "the stores \(inputs[0].file.name) and \(input.file.name) cannot be merged: the first was made with "
          + "\(differences.joined(separator: "; "))", kind: .incompatible)
    }
    settings.labelRule = settings.labelRule ?? other.labelRule
    inputs.append(input)
  }

  private func refuseOtherCorpora(_ shards: [MergeInput]) throws {
    guard let first = shards.first, let record = first.shard else { return }
    for (input, before) in zip(shards.dropFirst(), shards) {
      guard let other = input.shard else { continue }
      func refuse(_ what: String) -> StoreError {
        StoreError("the stores \(first.file.name) and \(input.file.name) cannot be merged: \(what)", kind: .incompatible)
      }
      guard other.shard.count == record.shard.count else {
        throw refuse("one is shard \(record.shard), the other shard \(other.shard), which are of two divisions of a corpus")
      }
      guard other.limit == record.limit, other.rows == record.rows, other.content == record.content else {
        throw refuse(
          "they are shards of two corpora, \(record.corpus) with \((record.rows ?? 0).grouped) rows and \(other.corpus) with "
            + "\((other.rows ?? 0).grouped)" + (other.rows == record.rows ? " others" : ""))
      }
      if other.shard == before.shard?.shard {
        throw StoreError(
          "the stores \(before.file.name) and \(input.file.name) cannot be merged: both are shard \(other.shard): leave one of them out",
          kind: .refused)
      }
    }
  }

  private func refuseGaps(_ shards: [MergeInput], allowsMissing: Bool) throws {
    guard let count = shards.first?.shard?.shard.count, shards.count < count, !allowsMissing else { return }
    let number = count - shards.count
    guard let missing = ShardSet(shards.map { ($0.file.name, $0.shard) }).missing else { return }
    throw StoreError(
      "\(missing): name \(number == 1 ? "its store" : "their stores"), too, or merge the others alone with --allow-missing", kind: .notFound
    )
  }
}
