import Foundation
import Store
import TestSupport
import Testing

/// A store of some reviews, and scores for its examples.
struct ScoreCorpus {
  let directory: TemporaryDirectory
  let store: URL
  static let rows = OpenRun.rows.prefix(12).joined()

  init(_ options: String...) throws {
    directory = try TemporaryDirectory()
    store = directory.url.appendingPathComponent("out.globenc")
    try index(options)
  }

  func index(_ options: [String], rows: String = Self.rows) throws {
    let result = try run(options, rows: rows)
    #expect(result.status == 0, "\(result.errors)")
  }

  func run(_ options: [String], rows: String = Self.rows) throws -> IndexTool.Result {
    try IndexTool.run(["-", "--model", IndexTool.model, "--store", store.path, "--quiet"] + options, input: rows)
  }

  func opened() throws -> AttributionStore {
    let store = try AttributionStore.openForReading(at: store)
    #expect(try store.verify { Issue.record("\($0)") }.recounted)
    return store
  }

  /// The number of tokens of each example, in the order of the corpus.
  func tokens() throws -> [(id: String, count: Int)] {
    var tokens: [(id: String, count: Int)] = []
    try AttributionStore.openForReading(at: store).forEachExample { tokens.append(($0.id, $0.tokens.count)) }
    return tokens
  }

  /// A line of JSONL.
  static func line(_ id: String, _ count: Int, _ rest: String = "", score: (Int) -> Double = { Double($0 % 5) + 0.25 }) -> String {
    "{\"id\": \"\(id)\", \"scores\": [\((0..<count).map { "\(score($0))" }.joined(separator: ", "))]\(rest)}\n"
  }

  /// Runs the import of a file, or of lines on standard input.
  func importing(_ options: [String], file: URL? = nil, lines: String = "") throws -> IndexTool.Result {
    try IndexTool.run(["import-scores", store.path, file?.path ?? "-"] + options, input: lines)
  }
}
