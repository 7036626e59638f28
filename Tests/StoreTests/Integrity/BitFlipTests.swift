import Foundation
import GRDB
import Support
import TestSupport
import Testing

@testable import Store

/// Single bits of a store's file are flipped. Nothing crashes, no false answer is given, and `verify` finds the flip.
///
/// GLOBENC_FLIPS sets the number of flips, and makes the test print the counts; `docs/reliability.md` records such a run.
struct BitFlipTests {
  private let directory: TemporaryDirectory
  private let url: URL
  private let sound: Content

  /// The answers of all queries.
  private struct Content: Equatable {
    var examples: [String: Example] = [:]
    var matrices: [String: [ScaledMatrix?]] = [:]
    var windows: [String: [WindowRecord]] = [:]
    var totals: [TokenTotals?] = []
    var labels: [LabelSummary] = []
    var pieces: [Int: VocabularyPiece] = [:]
    var summary: StoreSummary?
  }

  init() throws {
    directory = try TemporaryDirectory()
    url = directory.url.appendingPathComponent("sample.store")
    try FlipSample.write(to: url)
    sound = try Self.content(AttributionStore.openForReading(at: url))
  }

  private static func content(_ store: AttributionStore) throws -> Content {
    var content = Content()
    try store.forEachExample { content.examples[$0.id] = $0 }
    for (id, example) in content.examples {
      content.matrices[id] = try matrices(of: example, in: store)
      if example.windows > 1 { content.windows[id] = try store.windows(exampleID: id) }
    }
    for units in TokenTotals.Units.allCases {
      for label in ["negative", "positive"] {
        content.totals.append(try store.tokenTotals(label: label, predicted: nil, units: units, includeSpecial: true))
      }
    }
    content.labels = try store.labelSummaries()
    try store.forEachPiece { content.pieces[$0] = $1 }
    content.summary = try store.summary()
    return content
  }

  private static func matrices(of example: Example, in store: AttributionStore) throws -> [ScaledMatrix?] {
    let windows: [Int?] = example.windows > 1 ? (1...example.windows).map(\.self) : [nil]
    return try windows.flatMap { window in
      try (0...2).map { try store.matrix(exampleID: example.id, layer: MatrixLayer(index: $0), window: window) }
    }
  }

  /// The effect of a flip.
  private enum Outcome: Hashable {
    /// The store does not open.
    case refused
    case found
    /// `verify` finds nothing, and every answer is the same: the bit carries no information.
    case unseenWithoutContent
  }

  private static let flips = Int(ProcessInfo.processInfo.environment["GLOBENC_FLIPS"] ?? "")

  @Test("a flip is refused on opening, or found and named, or has no effect; other records are read as before")
  func anywhere() throws {
    try flip(Self.flips ?? 50, inPagesOf: nil)
  }

  @Test(
    "so it is in the pages of tables that are few among the others",
    arguments: ["settings", "run", "label", "token", "text_window", "slice", "matrix_total", "sqlite_autoindex_label_1"])
  func rarePages(table: String) throws {
    try flip((Self.flips ?? 50) / 5, inPagesOf: table)
  }

  private func flip(_ count: Int, inPagesOf table: String?) throws {
    let owners = try DatabaseQueue(path: url.path).read { database in
      try Row.fetchAll(database, sql: "SELECT pageno, name FROM dbstat").reduce(into: [Int: String]()) { $0[$1[0]] = $1[1] }
    }
    let bytes = try Data(contentsOf: url)
    let pages =
      table.map { table in owners.filter { $0.value == table }.map(\.key).sorted() } ?? Array(1...bytes.count / StoreFile.pageSize)
    var random = RandomNumbers(seed: 5)
    var tally: [String: [Outcome: Int]] = [:]
    for _ in 0..<count {
      let page = try #require(pages.randomElement(using: &random))
      let bit =
        ((page - 1) * StoreFile.pageSize + Int.random(in: 0..<StoreFile.pageSize, using: &random)) * 8
        + Int.random(in: 0..<8, using: &random)
      let owner = bit < 800 ? "header" : page == 1 ? "schema" : owners[page] ?? "free page"
      var flipped = bytes
      flipped[bit / 8] ^= 1 << UInt8(bit % 8)
      try flipped.write(to: url)
      let outcome = try look(at: "bit \(bit), page \(page) of \(owner)", owner: owner)
      tally[owner, default: [:]][outcome, default: 0] += 1
    }
    guard Self.flips != nil else { return }
    for (owner, outcomes) in tally.sorted(by: { $0.key < $1.key }) {
      print("flips:", table ?? "anywhere", owner, outcomes.map { "\($0.key) \($0.value)" }.sorted().joined(separator: ", "))
    }
  }

  private func look(at place: String, owner: String) throws -> Outcome {
    let store: AttributionStore
    do { store = try AttributionStore.openForReading(at: url) } catch let error as StoreError {
      #expect(!error.description.contains("\n"), "\(place): \(error)")
      return .refused
    }
    var damages: [Damage] = []
    do { _ = try store.verify { damages.append($0) } } catch let error as StoreError {
      #expect(!error.description.contains("\n"), "\(place): \(error)")
      return .found
    }
    let named = Set(damages.compactMap(\.example))
    let content = try? Self.content(store)
    guard !damages.isEmpty else {
      #expect(content == sound, "\(place): nothing is found, and something is another")
      return .unseenWithoutContent
    }
    if ["example", "matrix"].contains(owner) { #expect(!named.isEmpty || content == sound, "\(place): no example is named: \(damages)") }
    guard !["schema", "header"].contains(owner) else { return .found }
    var listed: [String: Example] = [:]
    let isListed = (try? store.forEachExample(onDamage: { _ in }, { listed[$0.id] = $0 })) != nil
    for (id, example) in sound.examples {
      // A damaged index can hide an example, but not change it.
      let isIndex = owner.contains("example_")
      if let answer = Result(catching: { try store.example(id: id) }).success ?? (named.contains(id) ? example : nil) {
        #expect(answer == example || isIndex, "\(place): \(id)")
      } else {
        #expect(named.contains(id) || isIndex, "\(place): example \(id) is refused, and not named")
      }
      if owner == "example", isListed { #expect(listed[id] == example || named.contains(id), "\(place): \(id) is not listed") }
      for window in 1...example.windows {
        for layer in 0...2 {
          let before = sound.matrices[id]?[(window - 1) * 3 + layer]
          let part = example.windows > 1 ? window : nil
          switch Result(catching: { try store.matrix(exampleID: id, layer: MatrixLayer(index: layer), window: part) }) {
          case .success(let matrix):
            #expect(
              matrix == before || named.contains(id) && matrix == nil || isIndex,
              "\(place): \(id) layer \(layer) \(damages) \(matrix?.size ?? -1) for \(before?.size ?? -1)")
          case .failure: #expect(named.contains(id) || isIndex, "\(place): the matrix of \(id) is refused, and the example not named")
          }
        }
      }
    }
    return .found
  }
}

extension Result {
  fileprivate var success: Success? { try? get() }
}
