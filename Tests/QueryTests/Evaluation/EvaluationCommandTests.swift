import Foundation
import Store
import TestSupport
import Testing

/// `globenc-query evaluation` and what other commands say of evaluations.
struct EvaluationCommandTests {
  private let directory: TemporaryDirectory
  private let store: URL
  private static let found = [
    Evaluation(
      method: "n-enc", aggregate: .rollout, metric: "aopc", value: 0.4371, interval: 0.4...0.47, examples: 150, masking: "mask",
      sample: 500,
      seed: 7),
    Evaluation(
      method: "decompx-linear", metric: "aopc", value: 0.6968, interval: 0.65...0.74, examples: 150, masking: "mask", sample: 500, seed: 7),
    Evaluation(method: "random", metric: "aopc", value: 0.35, interval: 0.3...0.4, examples: 150, masking: "mask", sample: 500, seed: 7),
    Evaluation(
      method: "n-enc", aggregate: .rollout, metric: "aopc_difference", value: -0.2597, interval: -0.29...(-0.228), examples: 150,
      masking: "mask", sample: 500, seed: 7, options: #"{"to":"decompx-linear"}"#),
    Evaluation(
      method: "n-enc", aggregate: .rollout, metric: "drop", step: 0.1, value: 0.13, interval: 0.1...0.2, examples: 150, masking: "mask",
      sample: 500, seed: 7),
    Evaluation(
      method: "n-enc", layer: 2, metric: "spearman", value: 0.8368, interval: 0.82...0.85, examples: 150, sample: 500, seed: -1),
    Evaluation(
      method: "ablation", metric: "flip_rate", word: "good", value: 0.0625, interval: 0.01...0.2, examples: 32, masking: "delete",
      sample: 500,
      seed: 1),
    Evaluation(
      method: "ablation", className: "negative", metric: "flips", word: "good", value: 2, examples: 32, masking: "delete",
      sample: 500, seed: 1),
    Evaluation(
      method: "ablation", metric: "logit_change", word: "good", value: -1.25, interval: -2...(-1), examples: 32, masking: "delete",
      sample: 500,
      seed: 1),
    Evaluation(method: "", metric: Evaluation.unfinished, value: nil, examples: 3, options: #"{"name":"x","texts":[]}"#),
  ]

  init() throws {
    directory = try TemporaryDirectory()
    store = directory.url.appendingPathComponent("sample.globenc")
    try StoreSamples.write((1...12).map { StoreSamples.record(row: $0) }, to: store)
  }

  private func query(_ arguments: [String]) throws -> QueryProgram.Result { try QueryProgram.run(arguments) }

  private func evaluate() throws {
    let writer = try AttributionStore.openForWriting(at: store, settings: StoreSamples.settings())
    try writer.add(Self.found)
    try writer.close()
  }

  @Test("json is a list of the results with their settings; what is unfinished is none")
  func json() throws {
    try evaluate()
    let run = try query(["evaluation", store.path, "--json"])
    #expect(run.status == 0)
    let list = try #require(JSONSerialization.jsonObject(with: run.output) as? [[String: Any]])
    #expect(list.count == 9)
    #expect(
      list[0]["method"] as? String == "n-enc" && list[0]["aggregate"] as? String == "rollout" && list[0]["value"] as? Double == 0.4371)
    #expect(list[0]["low"] as? Double == 0.4 && list[0]["high"] as? Double == 0.47 && list[0]["by"] as? String == "mask")
    #expect(list[0]["examples"] as? Int == 150 && list[0]["sample"] as? Int == 500 && list[0]["seed"] as? Int == 7)
    #expect(list[0]["layer"] is NSNull && list[0]["class"] is NSNull && list[5]["layer"] as? Int == 2)
    #expect(run.text.contains("\"seed\":18446744073709551615"))
    #expect(list[7]["class"] as? String == "negative" && list[7]["word"] as? String == "good")
  }

  @Test("the table lists the methods by falling AOPC with the difference to the best, and the words that were taken out")
  func table() throws {
    try evaluate()
    let lines = try query(["evaluation", store.path]).text.split(separator: "\n").map(String.init)
    let ranked = lines.filter { $0.contains("0.4") || $0.contains("0.6") || $0.contains("0.35") }.filter { !$0.hasPrefix("Mean") }
    #expect(ranked.first == "decompx-linear  0.697 (0.650–0.740)")
    #expect(lines.contains("n-enc           0.437 (0.400–0.470)  -0.260 (-0.290 to -0.228)"))
    #expect(lines.contains { $0.hasPrefix("n-enc   layer 2  0.837 (0.820–0.850)") })
    #expect(lines.contains { $0.contains("150 texts (--sample 500 --seed 7)") })
    #expect(lines.contains { $0.hasPrefix("good ") && $0.contains("6.3 % (1.0–20.0)") && $0.contains("2 to negative") })
  }

  @Test("--method and --metric choose results, and a name that no result has is refused with those that there are")
  func choosing() throws {
    try evaluate()
    let csv = try query(["evaluation", store.path, "--metric", "aopc", "--method", "n-enc", "--csv"])
    #expect(
      csv.text == """
        method,aggregate,metric,value,low,high,examples,by,sample,seed,layer,class,step,word,options,q
        n-enc,rollout,aopc,0.4371,0.4,0.47,150,mask,500,7,,,,,,

        """)
    for metric in ["aopc_difference", "drop", "spearman", "flips", "logit_change"] {
      #expect(try query(["evaluation", store.path, "--metric", metric]).text.contains("texts"), "\(metric)")
    }
    let unknown = try query(["evaluation", store.path, "--metric", "auc"])
    #expect(unknown.status == 1 && unknown.errors.contains("no evaluation has the metric 'auc': there is aopc, aopc_difference, drop"))
  }

  @Test("a store without evaluations says how to make one, and info and cues say nothing of any")
  func none() throws {
    let run = try query(["evaluation", store.path])
    #expect(run.status == 1 && run.errors.contains("globenc-index evaluate \(store.path) --model DIR makes one"))
    #expect(try !query(["info", store.path]).text.contains("evaluation"))
  }

  @Test("info says the AOPC of each method and the number of words")
  func info() throws {
    try evaluate()
    let info = try query(["info", store.path]).text
    #expect(
      info.contains(
        "AOPC of 150 texts, masked: decompx-linear 0.697, n-enc 0.437, random 0.350; 1 word taken out (globenc-query evaluation)"))
    #expect(try query(["info", store.path, "--json"]).text.contains("\"evaluations\":9"))
  }

  @Test("cues shows beside the purity what changed when a word was taken out, where a word was")
  func cues() throws {
    let arguments = ["cues", store.path, "--words", "--ratio", "0", "--purity", "0", "--min-count", "1"]
    let before = try query(arguments + ["--csv"]).text
    #expect(before.hasPrefix("token,label,count,purity,mean,ratio,example_1,"))
    try evaluate()
    let after = try query(arguments + ["--csv"]).text.split(separator: "\n")
    #expect(after[0].hasPrefix("token,label,count,purity,mean,ratio,ablated_texts,flip_rate,flip_rate_random,logit_change,example_1,"))
    let good = try #require(after.first { $0.hasPrefix("good,") })
    #expect(good.contains(",32,0.0625,,-1.25,"))
    #expect(after.dropFirst().filter { !$0.hasPrefix("good,") }.allSatisfy { $0.contains(",,,,") })
    let shown = try query(arguments).text
    #expect(shown.contains("2 of 32") && shown.contains("flips: predictions that change without the whole word of this name"))
  }

  @Test(
    "the report draws a curve with the band of its intervals for each method, from no fall at no token, and a table; without evaluations it has no such section"
  )
  func report() throws {
    let page = directory.url.appendingPathComponent("page.html")
    #expect(try query(["report", store.path, "-o", page.path]).status == 0)
    #expect(try !String(contentsOf: page, encoding: .utf8).contains("Which method to believe"))
    try evaluate()
    #expect(try query(["report", store.path, "-o", page.path]).status == 0)
    let text = try String(contentsOf: page, encoding: .utf8)
    #expect(text.contains("Which method to believe"))
    // The highest bound, 0.2, is the upper edge; 0.13 is at 65 % of the height.
    #expect(text.contains("<polyline class=\"c1\" points=\"0.0,100.00 10.0,35.00\"/>"))
    #expect(text.contains("<polygon class=\"c1\" points=\"0.0,100.00 10.0,0.00 10.0,50.00\"/>"))
    #expect(text.contains("aria-label=\"decompx-linear: AOPC 0.697, n-enc: AOPC 0.437, random: AOPC 0.350\""))
    #expect(text.contains("<td>-0.260 (-0.290 to -0.228)</td>"))
  }
}
