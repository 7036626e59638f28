import Foundation
import TestSupport
import Testing

@testable import Store

/// Conditions on kept columns, and the order by a kept column.
struct KeptConditionTests {
  private let directory: TemporaryDirectory
  private let store: AttributionStore
  /// The values of each row, from 1; `day` holds no number, `mixed` holds some.
  private static let rows: [(stars: KeptValue?, day: KeptValue?, mixed: KeptValue?)] = [
    (.json("5"), "2024-01-05", "10"), (.text("10"), "2024-02-01", "n/a"), (.json("1.0"), "2023-12-31", .json("2")), (nil, nil, nil),
    (.text("-3"), "10", ""), (.json("5e0"), "zebra", "007"),
  ]

  init() throws {
    directory = try TemporaryDirectory()
    let url = directory.url.appendingPathComponent("store.globenc")
    let records = Self.rows.enumerated().map {
      StoreSamples.record(row: $0 + 1, kept: [$1.stars, $1.day == "10" ? "1O" : $1.day, $1.mixed])
    }
    try StoreSamples.write(records, to: url, settings: StoreSamples.settings(keep: ["stars", "day", "mixed"]))
    store = try AttributionStore.openForReading(at: url)
  }

  private func rows(_ filter: ExampleFilter) throws -> [Int] {
    var rows: [Int] = []
    _ = try store.forEachExample(filter) { rows.append($0.row) }
    return rows
  }

  @Test(
    arguments: [
      ("stars", .equal, ["5"], [1, 6]), ("stars", .equal, ["5.00"], [1, 6]), ("stars", .equal, ["1", "10"], [2, 3]),
      ("stars", .equal, [""], [4]),
      ("stars", .notEqual, ["5"], [2, 3, 4, 5]), ("stars", .notEqual, ["5", ""], [2, 3, 5]), ("stars", .less, ["5"], [3, 5]),
      ("stars", .lessOrEqual, ["5"], [1, 3, 5, 6]), ("stars", .greater, ["5"], [2]), ("stars", .greaterOrEqual, ["1"], [1, 2, 3, 6]),
      ("day", .greaterOrEqual, ["2024-01-01"], [1, 2, 6]), ("day", .less, ["2024"], [3, 5]), ("day", .greater, ["2024"], [1, 2, 6]),
      ("mixed", .less, ["5"], [3]), ("mixed", .greaterOrEqual, ["5"], [1]), ("mixed", .equal, ["7"], []), ("mixed", .equal, ["007"], [6]),
      ("mixed", .equal, ["n/a"], [2]), ("mixed", .equal, [""], [4, 5]),
    ] as [(String, KeptCondition.Comparison, [String], [Int])])
  func valuesAreComparedAsNumbersWhereBothAreSome(column: String, comparison: KeptCondition.Comparison, values: [String], expected: [Int])
    throws
  {
    #expect(try rows(ExampleFilter(conditions: [KeptCondition(column: column, comparison, values: values)])) == expected)
  }

  @Test func allConditionsMustHold() throws {
    let conditions = [KeptCondition(column: "stars", .greater, values: ["0"]), KeptCondition(column: "mixed", value: "10")]
    #expect(try rows(ExampleFilter(conditions: conditions)) == [1])
    #expect(try store.count(ExampleFilter(conditions: conditions)) == 1)
  }

  @Test func examplesAreOrderedByAColumnNumbersBeforeTextsBeforeNone() throws {
    #expect(try rows(ExampleFilter(order: .keptAscending("stars"))) == [5, 3, 1, 6, 2, 4])
    #expect(try rows(ExampleFilter(order: .keptDescending("stars"))) == [2, 1, 6, 3, 5, 4])
    #expect(try rows(ExampleFilter(order: .keptAscending("mixed"), limit: 4)) == [3, 1, 6, 2])
    #expect(try rows(ExampleFilter(order: .keptDescending("mixed"))) == [2, 6, 1, 3, 4, 5])
  }

  @Test func aSampleTellsWhatAColumnHolds() throws {
    #expect(try store.keptValues(of: "stars") == .init(numbers: 5, texts: 0, text: nil))
    #expect(try store.keptValues(of: "mixed") == .init(numbers: 2, texts: 2, text: "007"))
  }
}
