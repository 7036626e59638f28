import Foundation
import TestSupport
import Testing

/// `globenc-index explain` of one text shows and says what `globenc-query` does of the same text in a store.
struct ExplainCommandTests {
  private static let text = "Not a bad film, but \u{201C}uneven\u{201D}: I'd watch it again [twice]."
  private static let methods = ["--methods", "n-enc,decompx-linear"]

  @Test(
    "the text is shown as from a store",
    arguments: [
      [], ["--plain"], ["--color", "always"], ["--color", "always", "--background", "dark"], ["--no-words"],
      ["--method", "decompx-linear"], ["--method", "decompx-linear", "--class", "negative", "--plain"],
    ])
  func shown(arguments: [String]) throws {
    let corpus = try ExplainedCorpus([["text": Self.text]], model: IndexTool.model, options: Self.methods)
    let shown = try corpus.explain([Self.text] + arguments)
    #expect(shown.contains("uneven"))
    #expect(try shown == corpus.query("show", ["1"] + arguments))
  }

  @Test("a gold label and a single method, of which a heading names no scores")
  func gold() throws {
    let corpus = try ExplainedCorpus([["text": Self.text, "label": "negative"]], model: IndexTool.model)
    let shown = try corpus.explain([Self.text, "--gold", "negative"])
    #expect(shown.hasPrefix("example 1 · gold negative · predicted "))
    #expect(try shown == corpus.query("show", ["1"]))
  }

  @Test("the numbers are those of the store to the last bit, of every method and class")
  func numbers() throws {
    let corpus = try ExplainedCorpus([["text": Self.text]], model: IndexTool.model, options: Self.methods)
    let answer = try ExplainedCorpus.object(corpus.explain([Self.text, "--json"]))
    let top = try corpus.top("1")
    #expect(ExplainedCorpus.members(of: answer, like: top) == top)
    #expect(answer["text"] as? String == Self.text && answer["truncated"] as? Bool == false && answer["pair"] is NSNull)
    let attributions = try #require(answer["attributions"] as? [NSDictionary])
    #expect(attributions.map { $0["method"] as? String } == ["n-enc", "decompx-linear", "decompx-linear"])
    for attribution in attributions {
      let method = try #require(attribution["method"] as? String)
      let className = attribution["class"] as? String
      let stored = try corpus.top("1", ["--method", method] + (className.map { ["--class", $0] } ?? []))
      #expect(stored["bias"] as? Double == attribution["bias"] as? Double && stored["logit"] as? Double == attribution["logit"] as? Double)
      let ranked = try #require(stored["tokens"] as? [NSDictionary])
      let tokens = ranked.sorted { ($0["position"] as? Int ?? 0) < ($1["position"] as? Int ?? 0) }
      #expect(tokens.count > 10 && tokens.map { $0["score"] as? Double } == attribution["scores"] as? [Double?])
    }
    // The logit of the class is one of the logits.
    let logits = try #require(answer["logits"] as? [String: Double])
    #expect(Set(logits.keys) == ["negative", "positive"])
    for attribution in attributions.dropFirst() {
      let logit = try #require(logits[attribution["class"] as? String ?? ""])
      let explained = try #require(attribution["logit"] as? Double)
      #expect(abs(logit - explained) < 1e-4)
    }
  }

  @Test("a pair", arguments: ["bert-odd-nli", "electra-odd-nli"])
  func pairs(name: String) throws {
    let model = Fixtures.url.appendingPathComponent("models/\(name)").path
    let corpus = try ExplainedCorpus(
      [["text": "A man sleeps.", "pair": "Nobody is awake!"]], model: model, options: Self.methods, indexOptions: ["--text-pair", "pair"])
    let arguments = ["A man sleeps.", "--pair", "Nobody is awake!"]
    #expect(try corpus.explain(arguments) == corpus.query("show", ["1"]))
    let (answer, top) = (try ExplainedCorpus.object(corpus.explain(arguments + ["--json"])), try corpus.top("1"))
    #expect(ExplainedCorpus.members(of: answer, like: top) == top && answer["pair"] as? String == "Nobody is awake!")
  }

  @Test("a model that gives several labels, and one that gives a number")
  func otherProblems() throws {
    let directory = try TemporaryDirectory()
    let several = try ExplainedCorpus(
      [["text": Self.text, "label": ["negative", "positive"]]], model: try MultiLabelModel.make(in: directory), options: Self.methods,
      in: directory)
    let gold = ["--gold", #"["negative", "positive"]"#]
    #expect(try several.explain([Self.text] + gold) == several.query("show", ["1"]))
    let answer = try ExplainedCorpus.object(several.explain([Self.text, "--json"] + gold))
    let top = try several.top("1")
    #expect(ExplainedCorpus.members(of: answer, like: top) == top)
    #expect(answer["labels"] as? [String] == ["negative", "positive"] && answer["predicted_labels"] is [String])

    let other = try TemporaryDirectory()
    let number = try ExplainedCorpus(
      [["text": "a good film", "label": 1.5]], model: TinyModel(labels: 1, configuration: #", "num_labels": 1"#).write(to: other).path,
      options: Self.methods, in: other)
    let (value, stored) = (try ExplainedCorpus.object(number.explain(["a good film", "--gold", "1.5", "--json"])), try number.top("1"))
    #expect(ExplainedCorpus.members(of: value, like: stored) == stored && value["value"] is Double)
    let signed = ["--method", "decompx-linear"]
    #expect(try number.explain(["a good film", "--gold", "1.5"] + signed) == number.query("show", ["1"] + signed))
  }

  @Test("a long text in windows, with signed scores for the class of the whole text")
  func windows() throws {
    let text = String(repeating: "not bad at all, though the end drags on and on. ", count: 6)
    let corpus = try ExplainedCorpus(
      [["text": text]], model: IndexTool.model, options: Self.methods + ["--stride", "4", "--max-length", "20", "--classes", "predicted"])
    let (answer, top) = (
      try ExplainedCorpus.object(corpus.explain([text, "--json", "--method", "decompx-linear"])),
      try corpus.top("1", ["--method", "decompx-linear"])
    )
    #expect(ExplainedCorpus.members(of: answer, like: top) == top && answer["windows"] as? Int ?? 0 > 3)
    #expect(try corpus.explain([text]) == corpus.query("show", ["1"]))
  }

  @Test("-k lists the tokens of the largest scores, and --method alone chooses what is computed")
  func choices() throws {
    let run = try IndexTool.run(
      ["explain", "--model", IndexTool.model, Self.text, "--json", "-k", "3", "--method", "decompx-linear", "--quiet"])
    let answer = try ExplainedCorpus.object(run.output)
    #expect((answer["tokens"] as? [NSDictionary])?.count == 3 && answer["method"] as? String == "decompx-linear")
    #expect(Set((answer["attributions"] as? [NSDictionary] ?? []).map { $0["method"] as? String }) == ["decompx-linear"])
  }

  @Test("a text that is too long is cut, which is said")
  func cut() throws {
    let text = String(repeating: "a good film ", count: 30)
    let run = try IndexTool.run(["explain", "--model", IndexTool.model, text, "--max-length", "12"])
    #expect(run.status == 0 && run.output.contains("truncated to 12 tokens"))
    #expect(
      run.errors.contains(
        "globenc-index: note: the model reads the first 12 of the text's 92 tokens: --stride 64 explains all of it, in windows\n"))
    let json = try IndexTool.run(["explain", "--model", IndexTool.model, text, "--max-length", "12", "--json", "--quiet"])
    #expect(try ExplainedCorpus.object(json.output)["truncated"] as? Bool == true && json.errors == "")
  }

  @Test("a note says what unsigned scores do not tell")
  func silence() throws {
    let run = try IndexTool.run(["explain", "--model", IndexTool.model, Self.text] + Self.methods)
    #expect(
      run.errors
        == "globenc-index: note: scores by n-enc, rollout say how much, not for which class; --method decompx-linear says that\n")
  }
}
