import Foundation
import Store
import Support
import TestSupport
import Testing

/// Lists that go on behind their last example.
struct PageTests {
  private static let orders: [ExampleFilter.Order] =
    ExampleFilter.Order.allCases + [.keptAscending("score"), .keptDescending("score")]

  /// Conditions, which decide what is a score of an example.
  private static let filters: [ExampleFilter] = [
    ExampleFilter(), ExampleFilter(predicted: "positive"), ExampleFilter(piece: "film"), ExampleFilter(word: "film"),
    ExampleFilter(containing: "o", length: 3...40),
  ]

  private static func sample(at directory: TemporaryDirectory) throws -> URL {
    let url = directory.url.appendingPathComponent("sample.store")
    var records = (1...60).map { row in
      // Numbers, texts and no value, each of them several times.
      StoreSamples.record(row: row, kept: [row % 5 == 0 ? nil : row % 5 == 1 ? .text("w\(row % 3)") : .json("\(row % 4)")])
    }
    for index in records.indices {
      if index % 7 == 0 { records[index].confidence = nil }
      if index % 4 == 0 { records[index].confidence = 0.75 }
    }
    try StoreSamples.write(records, to: url, settings: StoreSamples.settings(keep: ["score"]))
    return url
  }

  private func ids(_ store: AttributionStore, _ filter: ExampleFilter) throws -> (ids: [String], count: Int) {
    var ids: [String] = []
    let count = try store.forEachExample(filter) { ids.append($0.id) }
    return (ids, count)
  }

  /// Expects that the pages of a list, each behind the last example of the one before, are the whole list.
  private func expectPages(_ store: AttributionStore, _ filter: ExampleFilter, size: Int) throws {
    let whole = try ids(store, filter)
    #expect(!whole.ids.isEmpty && whole.count == whole.ids.count)
    var found: [String] = []
    var page = filter
    page.limit = size
    while found.count < whole.ids.count {
      let next = try ids(store, page)
      #expect(next.ids == whole.ids.dropFirst(found.count).prefix(size).map(\.self), "\(filter)")
      #expect(next.count == whole.count - found.count, "\(filter)")
      guard !next.ids.isEmpty else { break }
      found += next.ids
      page.after = found.last
    }
    #expect(try ids(store, page).ids.isEmpty)
  }

  @Test("in every order, with equal values and without one, the pages of a list are the list", arguments: orders)
  func pages(_ order: ExampleFilter.Order) throws {
    let directory = try TemporaryDirectory()
    let store = try AttributionStore.openForReading(at: Self.sample(at: directory))
    for var filter in Self.filters {
      filter.order = order
      for size in [1, 7] { try expectPages(store, filter, size: size) }
    }
  }

  @Test("several stores that are opened as one have the same pages", arguments: orders)
  func joinedPages(_ order: ExampleFilter.Order) throws {
    // The kept column has another name there.
    var order = order
    if case .keptAscending = order { order = .keptAscending("genre") }
    if case .keptDescending = order { order = .keptDescending("genre") }
    let samples = try JoinedSamples(.twoMethods)
    let filter = ExampleFilter(piece: "film", scores: ScoreSelection(JoinedSamples.signed), order: order)
    try expectPages(try AttributionStore.openForReading(at: samples.parts), filter, size: 7)
  }

  @Test("a list goes on behind an example that it does not contain, by the value of that example")
  func foreign() throws {
    let directory = try TemporaryDirectory()
    let store = try AttributionStore.openForReading(at: Self.sample(at: directory))
    let all = try ids(store, ExampleFilter(order: .longest)).ids
    let positive = Set(try ids(store, ExampleFilter(predicted: "positive")).ids)
    for (place, id) in all.enumerated() {
      let behind = try ids(store, ExampleFilter(predicted: "positive", order: .longest, after: id)).ids
      #expect(behind == all.dropFirst(place + 1).filter(positive.contains))
    }
    #expect(try ids(store, ExampleFilter(order: .longest, after: "nobody")).ids.isEmpty)
  }
}
