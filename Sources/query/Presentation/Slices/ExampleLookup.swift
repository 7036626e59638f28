package import Store

extension AttributionStore {
  /// The example of an id.
  /// - Throws: `QueryFailure` where there is none, which suggests the nearest ids; `StoreError` where its record is damaged.
  package func requireExample(_ id: String) throws -> Example {
    if let example = try example(id: id) { return example }
    let nearest = try nearestExampleIDs(to: id)
    throw QueryFailure.noResult(
      "no example has the id '\(id)'" + (nearest.isEmpty ? "" : "; nearest: \(Suggestions.list(nearest))"))
  }
}
