package import Store

extension AttributionStore {
  /// The example that a user named.
  /// - Throws: `QueryFailure` with status 1 where there is none, with the ids nearest to it; `StoreError` where its record is damaged.
  package func requireExample(_ id: String) throws -> StoredExample {
    if let example = try example(id: id) { return example }
    let nearest = try nearestExampleIDs(to: id)
    throw QueryFailure.noResult(
      "no example has the id '\(id)'" + (nearest.isEmpty ? "" : "; nearest: \(Suggestions.list(nearest))"))
  }
}
