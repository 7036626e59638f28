import GRDB
import Support

/// The imported scores of examples that are written anew, within one transaction. No run of ours can compute them again.
struct ImportedRows {
  /// The imported scores that an example keeps.
  struct Kept {
    /// The example before.
    let example: Example
    /// Rows of `score`; their keys are those of the example before.
    let rows: [ScoreFields]

    /// Keeps the scores of an example whose text and tokens are the same as before; nil where they are not, or there are no scores.
    init?(_ rows: [ScoreFields], of example: Example, for fields: ExampleFields) {
      guard !rows.isEmpty, example.text.utf8.elementsEqual(fields.text.utf8),
        example.pair.map(ExactString.init) == fields.pair.map(ExactString.init),
        TokenBlobs.unpackIDs(fields.tokenIDs, count: fields.tokenCount) == example.tokens.map(\.id)
      else { return nil }
      (self.example, self.rows) = (example, rows)
    }

    /// Adds the sums of the scores to totals.
    func add(to totals: inout TotalsAccumulator, labels: SliceLabels, _ counters: TotalsAccumulator.Counters) {
      let words = example.words
      for row in rows {
        guard let scores = row.soundScores(count: example.tokens.count) else { continue }
        totals.add(
          TextSums(of: example.tokens, scores: scores, words: words),
          key: TotalsAccumulator.Key(scoring: row.scoring, labels: labels), counters)
      }
    }
  }

  private let reader: ScoreReader
  private let ids: Set<Int64>

  init(_ database: Database, settings: StoreSettings) throws {
    reader = try ScoreReader(database, settings: settings)
    ids = settings.storedMethods.importedIDs
  }

  /// The imported scores of an example.
  func rows(ofExample key: Int64) throws -> [ScoreFields] {
    ids.isEmpty ? [] : try reader.rows(ofExample: key, windows: 1).filter { $0.window == 0 && ids.contains($0.method) }
  }
}
