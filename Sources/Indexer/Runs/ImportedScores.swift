import Store
import Support

/// The number of examples with imported scores at the beginning of a run, which may replace or remove some.
struct ImportedScores {
  private let counts: [(method: Method, examples: Int)]

  init(_ store: AttributionStore) throws {
    counts = try store.settings.methods.filter(\.isImported).map { ($0.method, try store.scored(by: $0.method).examples) }
  }

  /// The notices that examples lost such scores; empty where none did.
  func losses(in store: AttributionStore) throws -> [String] {
    try counts.compactMap { method, before in
      let lost = before - (try store.scored(by: method).examples)
      guard lost > 0 else { return nil }
      return
        "\(lost.grouped) example\(lost == 1 ? "" : "s") with imported scores by \(method) \(lost == 1 ? "was" : "were") replaced by another "
        + "text or removed, and the scores with \(lost == 1 ? "it" : "them"): import scores of the new texts"
    }
  }
}
