import Foundation
import GRDB
import Store
import TestSupport
import Testing

/// The views give the same results in plain SQL as the store's own queries; the SQL is from schema/README.md.
struct PlainSQLTests {
  private let directory: TemporaryDirectory
  private let url: URL

  init() throws {
    directory = try TemporaryDirectory()
    url = directory.url.appendingPathComponent("plain.store")
    var records = (1...600).map { StoreSamples.record(row: $0) }
    for index in records.indices where index % 17 == 0 { records[index].label = nil }
    try StoreSamples.write(records, to: url)
  }

  /// The result of the `sql` block of schema/README.md that contains `mark`, on a connection without our functions.
  private func rows(_ mark: String) throws -> [Row] {
    let text = try String(contentsOf: Fixtures.repository.appendingPathComponent("schema/README.md"), encoding: .utf8)
    let blocks = text.components(separatedBy: "```sql\n").dropFirst().compactMap { $0.components(separatedBy: "\n```").first }
    #expect(blocks.count == 3)
    let sql = try #require(blocks.first { $0.contains(mark) })
    return try DatabaseQueue(path: url.path, configuration: Configuration()).read { try Row.fetchAll($0, sql: sql) }
  }

  @Test func `the tokens of a label`() throws {
    let store = try AttributionStore.openForReading(at: url)
    let top = try #require(try store.topTokens(TokenQuery(ExampleFilter(label: "negative"), limit: 10)))
    #expect(top.examples >= 200)
    let rows = try rows("FROM token_view")
    #expect(rows.map { $0["token"] as String } == top.entries.map(\.token))
    #expect(rows.map { $0["count"] as Int } == top.entries.map(\.count))
    #expect(rows.map { $0["total"] as Double } == top.entries.map(\.total))
    #expect(zip(rows, top.entries).allSatisfy { abs(($0["mean"] as Double) - ($1.mean ?? .nan)) < 1e-15 })
    #expect(rows.count == 10)
  }

  @Test func `the combinations of labels`() throws {
    let store = try AttributionStore.openForReading(at: url)
    let summaries = try rows("FROM label_view").map {
      LabelSummary(label: $0["label"], predicted: $0["predicted"], examples: $0["examples"], meanConfidence: $0["mean_confidence"])
    }
    #expect(try summaries == store.labelSummaries())
    #expect(summaries.count == 6)
  }

  @Test func `the wrong predictions with the highest confidence`() throws {
    let store = try AttributionStore.openForReading(at: url)
    var expected: [Example] = []
    try store.forEachExample(ExampleFilter(outcome: .misclassified, order: .mostConfident, limit: 10)) { expected.append($0) }
    let rows = try rows("FROM example_view")
    #expect(rows.map { $0["id"] as String } == expected.map(\.id))
    #expect(rows.map { $0["confidence"] as Double? } == expected.map(\.confidence))
    #expect(rows.map { $0["text"] as String } == expected.map(\.text))
    #expect(rows.count == 10)
  }
}
