import Store

/// Decides which rows of a corpus are to be indexed: those whose id neither this run nor the store has, and changed ones where they are
/// to be replaced. For the reading thread.
struct RowAdmission {
  /// What becomes of a row.
  enum Verdict: Equatable {
    /// To be indexed, in place of the example that the store has under its id where it `replaces` one; its id is claimed.
    case admitted(replaces: Bool)
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
  /// Whether a row without an id was met.
  private var hasNumbered = false
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
    if row.isNumbered { hasNumbered = true }
    func repeats(of holder: Int) -> Verdict { .refused(Self.repeats(row, of: holder, hasNumbered: hasNumbered)) }
    if let holder = try ids.row(of: row.id) { return repeats(of: holder) }
    guard admitted?.mayContain(row.id) != false, let origin = try store.origin(ofExample: row.id) else {
      ids.add(row.id, row: row.place.row)
      admitted?.insert(row.id)
      return .admitted(replaces: false)
    }
    if origin.run == run { return repeats(of: origin.row) }
    if seen.contains(origin.key) {
      // The writer may have written the row since the store was looked at.
      let first = try moved.row(of: origin.key) ?? store.row(ofExample: row.id)
      return repeats(of: first ?? origin.row)
    }
    seen.insert(origin.key)
    guard origin.contentHash == store.form.contentHash(text: row.text, pair: row.pair, label: row.label, labels: row.labels) else {
      guard replaces else {
        return .refused(
          "the store already has the id '\(row.id)' with another text or label, from an earlier run: add --replace to index the row "
            + "in its place, give the texts ids of their own, or use another store")
      }
      ids.add(row.id, row: row.place.row)
      return .admitted(replaces: true)
    }
    return .stored(isTurn: origin.row != row.place.row && moved.add(origin.key, row: row.place.row))
  }

  /// Why a row is refused whose id another has.
  /// - Parameters:
  ///   - row: The later row.
  ///   - holder: Number of the earlier one.
  ///   - hasNumbered: Whether some row so far has no id of its own.
  /// - Returns: The reason.
  static func repeats(_ row: CorpusRow, of holder: Int, hasNumbered: Bool) -> String {
    if row.isNumbered { return "has no id, and its row number '\(row.id)' is the id of row \(holder): give every row an id, or none" }
    let isNumber = hasNumbered && row.id == String(holder)
    return "repeats the id '\(row.id)' of row \(holder)"
      + (isNumber ? ", whose row number it is: a row without an id has its number for one" : "")
  }
}
