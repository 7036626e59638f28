import Store

/// Decides which rows of a corpus are to be indexed: those whose id neither this run nor the store has, and changed ones where they are
/// to be replaced. For the reading thread.
struct RowAdmission {
  /// What becomes of a row.
  enum Verdict: Equatable {
    /// To be indexed; its id is claimed.
    case fresh
    /// To be indexed in place of the example that the store has under its id; the id is claimed.
    case changed
    /// In the store already, with the same text, pair and label. `isTurn`: moved rows wait for the writer.
    case stored(isTurn: Bool)
    /// To be left out, for this reason.
    case refused(String)
  }

  private let store: AttributionStore
  private let run: RunID
  private let ids: InFlightIDs
  private let moved: MovedRows
  private let replaces: Bool
  /// What may be in the store, where it was empty at first: most rows of a new one need no look into it. Nil where any id may be there.
  private var admitted: AdmittedIDs?
  /// The examples of earlier runs that this one has met.
  private(set) var seen = SeenExamples()

  /// `replaces`: whether a changed row takes the place of the old one.
  /// - Throws: `StoreError` where the store cannot be read.
  init(store: AttributionStore, run: RunID, ids: InFlightIDs, moved: MovedRows, replaces: Bool) throws {
    self.store = store
    self.run = run
    self.ids = ids
    self.moved = moved
    self.replaces = replaces
    admitted = try store.isEmpty() ? AdmittedIDs() : nil
  }

  /// Decides on a row.
  /// - Throws: `StoreError` where the store cannot be read.
  mutating func decide(on row: CorpusRow) throws -> Verdict {
    if let holder = try ids.row(of: row.id) { return .refused(Self.repeats(row.id, of: holder)) }
    guard admitted?.mayContain(row.id) != false, let origin = try store.origin(ofExample: row.id) else {
      ids.add(row.id, row: row.place.row)
      admitted?.insert(row.id)
      return .fresh
    }
    if origin.run == run { return .refused(Self.repeats(row.id, of: origin.row)) }
    if seen.contains(origin.key) {
      // The writer may have written the row since the store was looked at.
      let first = try moved.row(of: origin.key) ?? store.row(ofExample: row.id)
      return .refused(Self.repeats(row.id, of: first ?? origin.row))
    }
    seen.insert(origin.key)
    guard origin.contentHash == store.form.contentHash(text: row.text, pair: row.pair, label: row.label, labels: row.labels) else {
      guard replaces else {
        return .refused(
          "the store already has the id '\(row.id)' with another text or label, from an earlier run: add --replace to index the row "
            + "in its place, give the texts ids of their own, or use another store")
      }
      ids.add(row.id, row: row.place.row)
      return .changed
    }
    return .stored(isTurn: origin.row != row.place.row && moved.add(origin.key, row: row.place.row))
  }

  private static func repeats(_ id: String, of row: Int) -> String { "repeats the id '\(id)' of row \(row)" }
}
