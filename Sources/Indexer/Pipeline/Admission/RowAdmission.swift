import Store

/// Decides which rows of a corpus are indexed: rows whose id is new to this run and to the store, and changed rows where they replace the
/// stored example. For the reading thread.
struct RowAdmission {
  /// The decision on a row.
  enum Verdict: Equatable {
    /// Index the row, in place of the stored example with the same id where it `replaces` one. The id is claimed.
    case admitted(replaces: Bool)
    /// The store already has the row, with the same text, pair and label. `isTurn` asks the writer to write the rows in `MovedRows`.
    case stored(isTurn: Bool)
    /// Leave the row out for this reason.
    case refused(String)
  }

  private let store: AttributionStore
  private let run: RunID
  private let ids: InFlightIDs
  private let moved: MovedRows
  private let replaces: Bool
  private let omissions: MethodOmissions
  /// Largest number of tokens of a text or window.
  private let maxLength: Int
  /// Whether some row so far had no id of its own.
  private var hasNumbered = false
  /// The ids that the run has admitted to a store that was empty at first: most rows need no look-up in the store. Nil for other stores.
  private var admitted: AdmittedIDs?
  /// The examples of earlier runs that occur in the corpus.
  private(set) var seen = SeenExamples()

  /// `replaces`: whether a changed row replaces the stored example. `omissions`: the texts that methods leave out.
  /// - Throws: `StoreError` where the store cannot be read.
  init(store: AttributionStore, run: RunID, ids: InFlightIDs, moved: MovedRows, replaces: Bool, omissions: MethodOmissions, maxLength: Int)
    throws
  {
    self.store = store
    self.run = run
    self.ids = ids
    self.moved = moved
    self.replaces = replaces
    self.omissions = omissions
    self.maxLength = maxLength
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
      // The writer may have written the row after `origin` was read.
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
    // The example was written before some method of the store was added, or while the method left it out.
    if try store.lacksMethods(exampleKey: origin.key), try isWorthAgain(origin) {
      ids.add(row.id, row: row.place.row)
      return .admitted(replaces: true)
    }
    return .stored(isTurn: origin.row != row.place.row && moved.add(origin.key, row: row.place.row))
  }

  /// Whether a run would now add scores by a method that an example lacks.
  private func isWorthAgain(_ origin: ExampleOrigin) throws -> Bool {
    let lack = try store.lack(exampleKey: origin.key)
    let tokens = lack.windows > 1 ? maxLength : lack.tokens
    return lack.methods.contains { !omissions.omits($0, tokens: tokens) }
  }

  /// The reason to refuse a row whose id an earlier row has.
  /// - Parameters:
  ///   - row: The later row.
  ///   - holder: Number of the earlier row.
  ///   - hasNumbered: Whether some row so far has no id of its own.
  /// - Returns: The reason.
  static func repeats(_ row: CorpusRow, of holder: Int, hasNumbered: Bool) -> String {
    if row.isNumbered { return "has no id, and its row number '\(row.id)' is the id of row \(holder): give every row an id, or none" }
    let isNumber = hasNumbered && row.id == String(holder)
    return "repeats the id '\(row.id)' of row \(holder)"
      + (isNumber ? ", whose row number it is: a row without an id has its number for one" : "")
  }
}
