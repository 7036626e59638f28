public import Foundation

/// One SQLite file of examples and their attributions.
///
/// Who may touch what, when: one process writes, from one thread at a time; any thread of it may look up at the same time, and any number
/// of other processes may read. A reader sees whole transactions only.
public final class AttributionStore: Sendable {
  /// Where the store lies.
  public let url: URL
  /// What the examples have in common.
  public let settings: StoreSettings

  private init(url: URL, settings: StoreSettings) {
    self.url = url
    self.settings = settings
  }

  /// Opens a store for adding examples; creates it where there is none.
  /// - Throws: `StoreError` where the file is foreign, newer, truncated, being written by another process or of other settings, or
  ///   cannot be created. Nothing is created or changed then.
  public static func openForWriting(at url: URL, settings: StoreSettings) throws -> AttributionStore { throw StoreError("unwritten") }

  /// Opens a store for reading. Never changes it; works in a folder without write permission.
  /// - Throws: `StoreError` where the file is missing, unreadable, foreign, newer or truncated.
  public static func openForReading(at url: URL) throws -> AttributionStore { throw StoreError("unwritten") }
}

// MARK: - Writes

extension AttributionStore {
  /// Records that a run begins.
  public func beginRun(_ info: RunInfo) throws -> RunID { throw StoreError("unwritten") }

  /// Adds examples in one transaction: either all of them are there afterwards, with all totals, or none.
  /// - Throws: `StoreError` where an id is there already, or the file cannot be written to.
  public func write(_ examples: [EncodedExample], run: RunID) throws { throw StoreError("unwritten") }

  /// Records what became of a run. The counts of examples, truncated examples and tokens are the store's own; those of `info` are not used.
  public func finishRun(_ run: RunID, _ info: RunInfo) throws { throw StoreError("unwritten") }

  /// Ends writing: leaves one file, not in WAL mode. The store cannot be used afterwards.
  ///
  /// Where another process is reading at that moment, its log stays beside the store until the next writer ends.
  public func close() throws { throw StoreError("unwritten") }

  /// The row of the corpus that an example came from, or nil where there is no such example. Quick; from any thread.
  ///
  /// Sees what was written by calls of `write` that have returned.
  public func row(ofExample id: String) throws -> Int? { throw StoreError("unwritten") }
}

// MARK: - Reads

extension AttributionStore {
  /// What the store holds.
  public func summary() throws -> StoreSummary { throw StoreError("unwritten") }
  /// Each combination of gold and predicted label that occurs, sorted by the names' bytes, missing ones last.
  public func labelSummaries() throws -> [LabelSummary] { throw StoreError("unwritten") }
  /// The gold labels that occur, sorted by their bytes.
  public func labels() throws -> [String] { throw StoreError("unwritten") }
  /// The labels that can be asked for as predicted: the model's in order, then any others.
  public func predictedLabels() throws -> [String] { throw StoreError("unwritten") }
  /// The example of that id, or nil.
  /// - Throws: `StoreError` naming the example where its record is damaged.
  public func example(id: String) throws -> StoredExample? { throw StoreError("unwritten") }
  /// One matrix of an example; nil where there is no such example, or its layer was not kept.
  /// - Throws: `StoreError` naming example and layer where the record is damaged.
  public func matrix(exampleID: String, layer: MatrixLayer) throws -> MatrixRecord? { throw StoreError("unwritten") }
  /// Every token of a slice, ordered by its bytes; nil where a label is unknown. Without labels, of all examples.
  public func tokenTotals(label: String?, predicted: String?, units: TokenTotals.Units, includeSpecial: Bool) throws -> TokenTotals? {
    throw StoreError("unwritten")
  }
  /// The first `limit` tokens of a slice among those with at least `minimumCount` occurrences; nil where a label is unknown.
  /// - Parameters:
  ///   - label: The gold label; any where nil.
  ///   - predicted: The predicted label; any where nil.
  ///   - units: What to rank.
  ///   - includeSpecial: Whether tokens that the template added take part; with words, under the names of their pieces.
  ///   - order: What to rank by, the highest first.
  ///   - minimumCount: The occurrences that a token needs; nil means 5, or 1 where the slice has under 200 examples.
  ///   - limit: How many tokens; nil means all.
  /// - Throws: `StoreError` where the file cannot be read.
  public func topTokens(
    label: String?, predicted: String?, units: TokenTotals.Units, includeSpecial: Bool, order: TokenTotals.Order = .mean,
    minimumCount: Int? = nil, limit: Int?
  ) throws -> TokenTotals? { throw StoreError("unwritten") }
  /// Names of labels like `name`, the nearest first.
  public func nearestLabels(to name: String, limit: Int = 3) throws -> [String] { throw StoreError("unwritten") }
  /// Ids of examples like `id`, the nearest first. Looks at a bounded number of ids.
  public func nearestExampleIDs(to id: String, limit: Int = 3) throws -> [String] { throw StoreError("unwritten") }
  /// Calls `body` with each example that `filter` lets pass, one at a time, in constant memory. `body` may call other methods of the store.
  public func forEachExample(_ filter: ExampleFilter = ExampleFilter(), _ body: (StoredExample) throws -> Void) throws {
    throw StoreError("unwritten")
  }
  /// How many examples `filter` lets pass, offset and limit aside.
  public func count(_ filter: ExampleFilter) throws -> Int { throw StoreError("unwritten") }
}
