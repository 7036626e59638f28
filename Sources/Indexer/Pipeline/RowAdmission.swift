import Store

/// Decides which rows of a corpus are to be indexed: those whose id neither this run nor the store has. For the reading thread.
struct RowAdmission {
  /// What becomes of a row.
  enum Verdict: Equatable {
    /// To be indexed; its id is claimed.
    case fresh
    /// In the store already, from the same row and with the same text, pair and label.
    case stored
    /// To be left out, for this reason.
    case refused(String)
  }

  private let store: AttributionStore
  private let run: RunID
  private let ids: InFlightIDs
  private let labels: LabelMapping
  /// For each row so far a hash of its id where it was in the store already, else 0: four bytes a row, since ids can be long.
  private var stored: [UInt32] = []

  init(store: AttributionStore, run: RunID, ids: InFlightIDs, labels: LabelMapping) {
    self.store = store
    self.run = run
    self.ids = ids
    self.labels = labels
  }

  /// Decides on a row.
  /// - Throws: `StoreError` where the store cannot be read.
  mutating func decide(on row: CorpusRow) throws -> Verdict {
    if let holder = ids.row(of: row.id) { return .refused(Self.repeats(row.id, of: holder)) }
    guard let origin = try store.origin(ofExample: row.id) else {
      ids.add(row.id, row: row.place.row)
      return .fresh
    }
    if origin.run == run || hasMet(row.id, at: origin.row) { return .refused(Self.repeats(row.id, of: origin.row)) }
    guard origin.row == row.place.row else {
      return .refused("the store already has the id '\(row.id)', from row \(origin.row) of an earlier run")
    }
    guard origin.contentHash == store.form.contentHash(text: row.text, pair: row.pair, label: row.label.map(labels.name(for:))) else {
      return .refused(
        "the store already has the id '\(row.id)' with another text or label, from an earlier run: "
          + "give the texts ids of their own, or use another store")
    }
    stored += repeatElement(0, count: max(0, row.place.row - 1 - stored.count))
    stored.append(Self.hash(row.id))
    return .stored
  }

  /// Whether this run has read the id at that row and found it in the store.
  private func hasMet(_ id: String, at row: Int) -> Bool {
    stored.indices.contains(row - 1) && stored[row - 1] == Self.hash(id)
  }

  private static func hash(_ id: String) -> UInt32 { UInt32(truncatingIfNeeded: id.hashValue) | 1 }

  private static func repeats(_ id: String, of row: Int) -> String { "repeats the id '\(id)' of row \(row)" }
}
