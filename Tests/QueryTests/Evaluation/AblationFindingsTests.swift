import Foundation
import Store
import TestSupport
import Testing

/// The q-values of words that were taken out of their texts, as `globenc-query evaluation` shows them.
struct AblationFindingsTests {
  private let directory: TemporaryDirectory
  private let store: URL

  init() throws {
    directory = try TemporaryDirectory()
    store = directory.url.appendingPathComponent("sample.globenc")
    try StoreSamples.write((1...3).map { StoreSamples.record(row: $0) }, to: store)
  }

  private static func result(_ word: String, _ metric: String, _ value: Double) -> Evaluation {
    Evaluation(
      method: "ablation", metric: metric, word: word, value: value, examples: 40, masking: "delete", sample: 500, seed: 1)
  }

  private func write(_ p: [(word: String, value: Double)]) throws {
    let writer = try AttributionStore.openForWriting(at: store, settings: StoreSamples.settings())
    try writer.add(p.flatMap { [Self.result($0.word, "logit_change", -1), Self.result($0.word, "logit_change_p", $0.value)] })
    try writer.add([Self.result("new", "logit_change", -1)])
    try writer.close()
  }

  private func evaluation(_ options: String...) throws -> String { try QueryProgram.run(["evaluation", store.path] + options).text }

  @Test("q is by Benjamini and Hochberg, over the first p-value of each word, and stands beside that p-value alone")
  func json() throws {
    try write([("good", 0.01), ("bad", 0.04), ("too", 0.03), ("film", 0.5), ("good", 0.0001)])
    // By hand: 0.01 * 4 / 1; 0.03 * 4 / 2 is more than 0.04 * 4 / 3; 0.5 * 4 / 4.
    let expected = ["good": 0.04, "bad": 0.16 / 3, "too": 0.16 / 3, "film": 0.5]
    for options in [["--json"], ["--json", "--metric", "logit_change_p"], ["--json", "--method", "ablation"]] {
      let run = try QueryProgram.run(["evaluation", store.path] + options)
      let list = try #require(JSONSerialization.jsonObject(with: run.output) as? [[String: Any]])
      let tests = list.filter { !($0["q"] is NSNull) }
      #expect(tests.map { $0["word"] as? String } == ["good", "bad", "too", "film"])
      for test in tests {
        let word = try #require(test["word"] as? String)
        #expect(test["metric"] as? String == "logit_change_p")
        #expect(abs(try #require(test["q"] as? Double) - (expected[word] ?? .nan)) < 1e-12)
      }
    }
  }

  @Test("csv has q in its last column, and the table beside the changes, with a bound where it is too small")
  func table() throws {
    try write([("good", 0), ("bad", 0.04)])
    let csv = try evaluation("--csv").split(separator: "\n")
    #expect(csv[0].hasSuffix(",word,options,q"))
    #expect(csv.contains { $0.hasPrefix("ablation,,logit_change_p,0.0,") && $0.hasSuffix(",good,,0.0") })
    #expect(csv.contains { $0.hasPrefix("ablation,,logit_change,") && $0.hasSuffix(",good,,") })
    let lines = try evaluation().split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
    #expect(lines.contains { $0.hasPrefix("word ") && $0.hasSuffix(" q") })
    #expect(lines.contains { $0.hasPrefix("good ") && $0.hasSuffix("< 1e-300") })
    #expect(lines.contains { $0.hasPrefix("bad ") && $0.hasSuffix("0.0400") })
    #expect(lines.contains { $0.hasPrefix("new ") && $0.hasSuffix("-1.000") })
    #expect(try evaluation().contains("q is the share of false findings to expect (Benjamini and Hochberg)"))
    #expect(try evaluation("--md").contains("| q |"))
  }

  @Test("the p-value stands beside the q-value, and metrics that were not asked for have no columns")
  func chosenMetric() throws {
    try write([("good", 0.01), ("bad", 0.04)])
    let lines = try evaluation("--metric", "logit_change_p").split(separator: "\n").map { $0.split(separator: " ").joined(separator: " ") }
    #expect(lines.contains("word p q"))
    #expect(lines.contains("good 0.0100 0.0200") && lines.contains("bad 0.0400 0.0400"))
  }

  @Test("results of older versions have no q, and the table no column of it")
  func older() throws {
    try write([])
    #expect(try evaluation("--csv").split(separator: "\n").last == "ablation,,logit_change,-1.0,,,40,delete,500,1,,,,new,,")
    #expect(try !evaluation().contains("false findings"))
  }
}
