import Foundation
import Store
import TestSupport
import Testing

@testable import Indexer

/// `globenc-index import-scores` gives examples the scores of another program.
struct ImportScoresTests {
  @Test("scores without sign are stored as shares; examples that have none are counted; queries and info show the method")
  func unsigned() throws {
    let corpus = try ScoreCorpus()
    let tokens = try corpus.tokens()
    let lines = tokens.dropLast(2).map { ScoreCorpus.line($0.id, $0.count) }.joined(separator: "\n")
    let result = try corpus.importing(["--name", "lime"], lines: lines)
    #expect(
      result
        == IndexTool.Result(
          status: 0, output: "",
          errors: "globenc-index: imported scores by lime of 10 examples into the store \(corpus.store.path); 2 have none\n"))
    let store = try corpus.opened()
    let given = (0..<tokens[0].count).map { Double($0 % 5) + 0.25 }
    let sum = given.reduce(0, +)
    let example = try #require(try store.example(id: tokens[0].id, scores: ScoreSelection(Method(name: "lime"))))
    #expect(example.tokens.map(\.score) == given.map { Float($0 / sum) })
    func query(_ arguments: [String]) throws -> IndexTool.Result { try IndexTool.start(arguments, program: "globenc-query").wait() }
    for arguments in [
      ["top", "--example", tokens[0].id], ["top", "--label", "positive"], ["show", tokens[0].id], ["examples"],
      ["export", "--what", "tokens"],
    ] {
      let answer = try query([arguments[0], corpus.store.path] + arguments.dropFirst() + ["--method", "lime"])
      #expect(answer.status == 0 && answer.output.split(separator: "\n").count > 2, "\(arguments): \(answer)")
    }
    #expect(try query(["info", corpus.store.path]).output.contains("lime               imported, how much, not for which class        10"))
    #expect(try query(["info", corpus.store.path, "--format", "json"]).output.contains("\"imported\":true"))
    let verified = try IndexTool.run(["verify", corpus.store.path, "--model", IndexTool.model])
    #expect(
      verified.status == 0 && verified.errors.contains("note: scores by lime were imported and are not computed again"), "\(verified)")
  }

  @Test("signed scores in any unit get the bias that leads to the logit: the file's, else the store's")
  func signed() throws {
    let corpus = try ScoreCorpus()
    let tokens = try corpus.tokens()
    let lines = tokens.map { id, count in
      ScoreCorpus.line(id, count, ", \"class\": \"negative\", \"logit\": 2.5") { Double($0 - 3) * 40 } + ScoreCorpus.line(id, count)
    }
    let result = try corpus.importing(["--name", "shap", "--signed", "--class", "positive"], lines: lines.joined())
    #expect(result.status == 0 && result.errors.hasSuffix("of 12 examples into the store \(corpus.store.path)\n"), "\(result)")
    let store = try corpus.opened()
    for (id, _) in tokens {
      let results = try store.results(exampleID: id).dropFirst()
      #expect(results.map(\.className) == ["negative", "positive"])
      let logits = [2.5, Double(try #require(try store.example(id: id)).logits[1])]
      for (result, logit) in zip(results, logits) {
        let sum = result.scores.reduce(0) { $0 + Double($1) } + (result.bias ?? .nan)
        let step = Double(result.scores.map(\.magnitude).max() ?? 0) / 65_534
        #expect(result.logit == logit && abs(sum - logit) <= step * Double(result.scores.count) + 1e-3)
      }
    }
  }

  @Test("arrays of NumPy are read, stored and compressed, in single and double precision", .enabled(if: Python.hasNumPy))
  func arrays() throws {
    let corpus = try ScoreCorpus()
    let tokens = try corpus.tokens()
    let arrays = tokens.map { "'\($0.id)': np.arange(\($0.count)) + 0.5" }.joined(separator: ", ")
    try Python.run(
      """
      import numpy as np
      a = {\(arrays)}
      np.savez('stored.npz', **a)
      np.savez_compressed('packed.npz', **{k: v.astype('<f4') for k, v in a.items()})
      """, in: corpus.directory.url)
    for (number, name) in ["stored.npz", "packed.npz"].enumerated() {
      let result = try corpus.importing(["--name", "np\(number)"], file: corpus.directory.url.appendingPathComponent(name))
      #expect(result.status == 0 && result.errors.contains("of 12 examples into"), "\(result)")
    }
    let store = try corpus.opened()
    for (id, count) in tokens {
      let results = try store.results(exampleID: id).dropFirst()
      let sum = Double(count * count) / 2
      #expect(results.map(\.scores) == Array(repeating: (0..<count).map { Float((Double($0) + 0.5) / sum) }, count: 2))
    }
  }

  @Test("texts that were cut into windows take scores as whole texts")
  func windows() throws {
    let corpus = try ScoreCorpus("--stride", "4", "--max-length", "16", "--methods", "n-enc,decompx-linear")
    let lines = try corpus.tokens().map { ScoreCorpus.line($0.id, $0.count) }.joined()
    #expect(try corpus.importing(["--name", "lime"], lines: lines).status == 0)
    _ = try corpus.opened()
    let verified = try IndexTool.run(["verify", corpus.store.path, "--model", IndexTool.model])
    #expect(verified.status == 0 && verified.output == "", "\(verified)")
  }

  @Test("a store with imported scores is continued, and methods are added to it; the scores of unchanged texts stay")
  func continuing() throws {
    let corpus = try ScoreCorpus()
    let lines = try corpus.tokens().map { ScoreCorpus.line($0.id, $0.count) }.joined()
    #expect(try corpus.importing(["--name", "lime"], lines: lines).status == 0)
    let again = try corpus.run(["--json"])
    #expect(again.status == 0 && again.output.hasPrefix("{\"examples\": 0, \"skipped\": 12, "), "\(again)")
    let more = try corpus.run(["--methods", "n-enc,decompx-linear"], rows: OpenRun.rows.prefix(15).joined())
    #expect(more == IndexTool.Result(status: 0, output: "", errors: ""))
    let store = try corpus.opened()
    #expect(store.settings.methods.map(\.method.name) == ["n-enc", "lime", "decompx-linear"])
    #expect(try store.scored(by: Method(name: "lime")).examples == 12 && store.summary().examples == 15)
    #expect(try corpus.run(["--json"], rows: OpenRun.rows.prefix(15).joined()).output.hasPrefix("{\"examples\": 0, \"skipped\": 15, "))
  }

  @Test("an example that is indexed anew with another text loses its imported scores, and the run says so")
  func replacing() throws {
    let corpus = try ScoreCorpus()
    let lines = try corpus.tokens().map { ScoreCorpus.line($0.id, $0.count) }.joined()
    #expect(try corpus.importing(["--name", "lime"], lines: lines).status == 0)
    let rows = OpenRun.rows.prefix(12).enumerated().map { number, row in
      number < 2 ? row.replacingOccurrences(of: "\"text\": \"", with: "\"text\": \"Well, ") : row
    }
    let result = try corpus.run(["--replace"], rows: rows.joined())
    #expect(
      result.errors
        == "globenc-index: note: 2 examples with imported scores by lime were replaced by another text or removed, and the scores with them: "
        + "import scores of the new texts\n")
    #expect(try corpus.opened().scored(by: Method(name: "lime")).examples == 10)
  }

  @Test("a second import under a name needs --replace, which leaves nothing of the first")
  func twice() throws {
    let corpus = try ScoreCorpus()
    let tokens = try corpus.tokens()
    func lines(_ count: Int) -> String { tokens.prefix(count).map { ScoreCorpus.line($0.id, $0.count) { Double($0 + count) } }.joined() }
    #expect(try corpus.importing(["--name", "lime"], lines: lines(10)).status == 0)
    let before = try corpus.opened().digest()
    let refused = try corpus.importing(["--name", "lime"], lines: lines(3))
    #expect(refused.status == 2)
    #expect(
      refused.errors == "globenc-index: the store has imported scores by lime: add --replace to import them anew, or choose another name\n")
    let signed = try corpus.importing(["--name", "lime", "--signed", "--class", "positive", "--replace"], lines: lines(3))
    #expect(signed.status == 2 && signed.errors.contains("in the store are unsigned, and others cannot replace them"), "\(signed)")
    #expect(try corpus.opened().digest() == before)
    #expect(try corpus.importing(["--name", "lime", "--replace"], lines: lines(3)).errors.contains("of 3 examples"))
    let other = try ScoreCorpus()
    #expect(try other.importing(["--name", "lime"], lines: lines(3)).status == 0)
    #expect(try corpus.opened().digest() == other.opened().digest())
  }

  @Test("a killed import has imported nothing, and the next one is as if there had been none")
  func killed() throws {
    let corpus = try ScoreCorpus()
    let tokens = try corpus.tokens()
    let before = try corpus.opened().digest()
    let running = try IndexTool.start(["import-scores", corpus.store.path, "-", "--name", "lime"])
    try running.input.write(contentsOf: Data(tokens.prefix(6).map { ScoreCorpus.line($0.id, $0.count) }.joined().utf8))
    usleep(400_000)
    kill(running.process.processIdentifier, SIGKILL)
    _ = running.wait()
    #expect(try corpus.opened().digest() == before && corpus.opened().settings.methods.count == 1)
    let lines = tokens.map { ScoreCorpus.line($0.id, $0.count) }.joined()
    #expect(try corpus.importing(["--name", "lime"], lines: lines).status == 0)
    #expect(try corpus.opened().scored(by: Method(name: "lime")).examples == 12)
  }
}
