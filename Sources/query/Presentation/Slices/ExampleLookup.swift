package import Store
import Support

extension AttributionStore {
  /// The example of an id.
  /// - Parameters:
  ///   - id: The id.
  ///   - scores: The scores of its tokens; nil for those of the store's first method.
  /// - Returns: The example.
  /// - Throws: `QueryFailure` where there is none, which suggests the nearest ids, or where it has no such scores; `StoreError` where its
  ///   record is damaged.
  package func requireExample(_ id: String, scores: ScoreSelection? = nil) throws -> Example {
    do {
      if let example = try example(id: id, scores: scores) { return example }
    } catch let error as StoreError where error.kind == .notFound {
      throw QueryFailure.noResult(error.description)
    }
    let nearest = try nearestExampleIDs(to: id)
    throw QueryFailure.noResult(
      "no example has the id '\(id)'" + (nearest.isEmpty ? "" : "; nearest: \(Suggestions.list(nearest))"))
  }
}
