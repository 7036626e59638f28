import Foundation
import TestSupport
import Testing

/// Rows that were indexed into a store, and the same rows for `globenc-index explain`.
struct ExplainedCorpus {
  /// A row of JSON.
  typealias Row = [String: any Sendable]

  let directory: TemporaryDirectory
  let store: String
  let model: String
  /// The options of both commands.
  let options: [String]
  /// The rows, one a line.
  let lines: String

  /// Indexes rows.
  init(_ rows: [Row], model: String, options: [String] = [], indexOptions: [String] = [], in directory: TemporaryDirectory? = nil) throws {
    self.directory = try directory ?? TemporaryDirectory()
    (self.model, self.options) = (model, options)
    store = self.directory.url.appendingPathComponent("rows.globenc").path
    lines = try rows.map { row in
      String(decoding: try JSONSerialization.data(withJSONObject: row, options: [.sortedKeys]), as: UTF8.self) + "\n"
    }.joined()
    let corpus = try self.directory.write(lines, to: "rows.jsonl")
    let run = try IndexTool.run([corpus.path, "--model", model, "--store", store, "--quiet"] + options + indexOptions)
    #expect(run.status == 0, "\(run.errors)")
  }

  /// The standard output of `globenc-query COMMAND STORE ...`.
  func query(_ command: String, _ arguments: [String]) throws -> String {
    let running = try IndexTool.start([command, store] + arguments, environment: ["COLUMNS": "70"], program: "globenc-query")
    try running.input.close()
    let result = running.wait()
    #expect(result.status == 0, "\(result.errors)")
    return result.output
  }

  /// The standard output of `globenc-index explain`.
  func explain(_ arguments: [String], input: String = "") throws -> String {
    let result = try IndexTool.run(
      ["explain", "--model", model, "--quiet"] + options + arguments, input: input, environment: ["COLUMNS": "70"])
    #expect(result.status == 0, "\(result.errors)")
    return result.output
  }

  /// What `globenc-query top --example --json` prints of all tokens of an example.
  func top(_ id: String, _ arguments: [String] = []) throws -> NSDictionary {
    try Self.object(query("top", ["--example", id, "--json", "--include-special", "-k", "all"] + arguments))
  }

  /// The members of an answer that `globenc-query top --example --json` has too.
  static func members(of answer: NSDictionary, like top: NSDictionary) -> NSDictionary {
    let members = NSMutableDictionary()
    for case let (name as String, value) in answer where top[name] != nil { members[name] = value }
    return members
  }

  static func object(_ json: String) throws -> NSDictionary {
    try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? NSDictionary)
  }

  /// The objects in lines of JSON.
  static func objects(_ lines: String) throws -> [NSDictionary] { try lines.split(separator: "\n").map { try object(String($0)) } }
}
