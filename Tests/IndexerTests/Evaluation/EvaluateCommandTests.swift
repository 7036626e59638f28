import Foundation
import Store
import TestSupport
import Testing

/// `globenc-index evaluate` as a user sees it.
struct EvaluateCommandTests {
  private let directory: TemporaryDirectory
  private let store: URL

  init() throws {
    directory = try TemporaryDirectory()
    store = directory.url.appendingPathComponent("out.globenc")
  }

  private func index(_ corpus: String, _ options: [String] = [], model: String = IndexTool.model) throws {
    let run = try IndexTool.run([corpus, "--model", model, "--store", store.path, "--quiet"] + options)
    try #require(run.status == 0, "\(run.errors)")
  }

  private func evaluate(_ options: [String] = [], model: String = IndexTool.model) throws -> IndexTool.Result {
    try IndexTool.run(["evaluate", store.path, "--model", model] + options)
  }

  @Test("texts of fewer than two tokens and texts in windows are left out, which is said")
  func omitted() throws {
    let long = (1...40).map { "word\($0)" }.joined(separator: " ")
    let corpus = try directory.write("good film\nbad\n\n\(long)\na dull film\n", to: "texts.txt")
    try index(corpus.path, ["--max-length", "32", "--stride", "8"])
    let run = try evaluate()
    #expect(run.status == 0)
    #expect(run.errors.contains("warning: 1 text is left out: cut into windows"))
    #expect(run.errors.contains("warning: 2 texts are left out: fewer than two tokens"))
    #expect(run.errors.contains("evaluated 2 texts in "))
    #expect(run.errors.hasSuffix("globenc-query evaluation \(store.path) shows all\n"))
    #expect(try evaluate(["--quiet", "--sample", "1", "--seed", "3"]).output == "")
  }

  @Test("copies in the sample are counted in a warning, and few texts have no interval, which the summary says")
  func copies() throws {
    try index(try directory.write("a dull film\na dull film\na dull film\na fine film\n", to: "texts.txt").path)
    let run = try evaluate()
    #expect(run.errors.contains("warning: 2 texts are copies of others in the sample and count like any: intervals are narrower"))
    #expect(run.errors.contains("of too few texts for an interval"))
  }

  @Test("a store that has no text to evaluate is left as it is, and the exit status says so")
  func none() throws {
    try index(try directory.write("bad\n", to: "texts.txt").path)
    let run = try evaluate()
    #expect(run.status == 1 && run.errors.contains("no text of the sample could be evaluated, and nothing was written"))
    #expect(try AttributionStore.openForReading(at: store).evaluations() == [])
  }

  @Test("an unknown method, another model and senseless numbers are refused in a sentence each")
  func refused() throws {
    try index(try directory.write("good film\n", to: "texts.txt").path)
    let unknown = try evaluate(["--methods", "n-enc,decompx-linear"])
    #expect(unknown.status == 2)
    #expect(unknown.errors == "globenc-index: the store has no method 'decompx-linear': it has n-enc\n")
    let other = try TinyModel().write(to: directory)
    let foreign = try evaluate(model: other.path)
    #expect(foreign.status == 2 && foreign.errors.contains("was made with another model, or tokenizer, than '\(other.path)'"))
    for options in [["--sample", "0"], ["--by", "blank"], ["--workers", "0"], ["--seed", "-1"]] {
      #expect(try evaluate(options).status == 64, "\(options)")
    }
  }

  @Test("a model that predicts no class cannot be evaluated, which is said")
  func regression() throws {
    let model = try TinyModel(labels: 1, configuration: ", \"num_labels\": 1").write(to: directory).path
    try index(try directory.write("good film\n", to: "texts.txt").path, model: model)
    let run = try evaluate(model: model)
    #expect(run.status == 2 && run.errors.contains("the model predicts no class"))
  }

  @Test(
    "the values on 150 held-out reviews are those of the methods' authors' codes",
    .enabled(if: SharedFolder.url != nil, "\(SharedFolder.skipMessage)"))
  func authorsCodes() throws {
    let shared = try #require(SharedFolder.url)
    let ids = try JSONDecoder().decode(
      Set<String>.self, from: Data(contentsOf: shared.appendingPathComponent("corpora/movies_test_ids.json")))
    let rows = try String(contentsOf: shared.appendingPathComponent("corpora/movies.jsonl"), encoding: .utf8)
      .split(separator: "\n").filter { row in
        let object = try? JSONSerialization.jsonObject(with: Data(row.utf8)) as? [String: Any]
        return (object?["id"] as? String).map(ids.contains) ?? false
      }
    let corpus = try directory.write(rows.prefix(150).joined(separator: "\n"), to: "reviews.jsonl")
    let model = shared.appendingPathComponent("models/minilm-l6-sentiment").path
    try index(corpus.path, ["--methods", "w,n-enc,decompx-linear,decompx,gradient-norm", "--classes", "predicted"], model: model)
    #expect(try evaluate(["--quiet", "--with-leave-one-out"], model: model).status == 0)
    let results = try AttributionStore.openForReading(at: store).evaluations().filter { $0.metric == "aopc" }
    // What the reference calls gradient x input is the norm over features.
    let expected = [
      "w": 0.362, "n-enc": 0.437, "decompx-linear": 0.697, "decompx": 0.707, "gradient-norm": 0.408, "leave-one-out": 0.677,
    ]
    for (method, value) in expected {
      let found = try #require(results.first { $0.method == method })
      #expect(found.examples == 150)
      #expect(abs(try #require(found.value) - value) < 0.01, "\(method): \(found.value ?? .nan)")
    }
    #expect(abs(try #require(results.first { $0.method == "random" }?.value) - 0.358) < 0.04)
  }
}
