import Foundation
import Testing

/// The options that choose a method and a class, for every command that looks at scores.
struct MethodOptionsTests {
  private let store: SampleStore

  init() throws { store = try SignedReviews.store() }

  private func json(_ arguments: [String]) throws -> [String: Any] {
    let result = try store.run(arguments + ["--json"])
    #expect(result.status == 0, "\(result.errors)")
    return try #require(try JSONSerialization.jsonObject(with: result.output) as? [String: Any])
  }

  private static let signed = ["--method", "decompx-linear"]

  @Test(arguments: [
    (["--method", "w"], 1, "the store has no method 'w': it has 'n-enc' and 'decompx-linear'"),
    (["--aggregate", "mean"], 1, "the store has no aggregate 'mean' of 'n-enc': it has 'rollout' and 'maxflow'"),
    (signed + ["--aggregate", "rollout"], 1, "the method 'decompx-linear' has no matrices, so no aggregate 'rollout' of them"),
    (signed + ["--class", "neutral"], 1, "the model has no class 'neutral': it has 'negative' and 'positive'"),
    (
      ["--class", "positive"], 64,
      "the method 'n-enc' says how much, not for which class: --class goes with a signed method, 'decompx-linear'"
    ),
  ])
  func `an unknown name is one sentence that names those that there are`(options: [String], status: Int32, sentence: String) throws {
    for command in [
      ["top", "--example", "a"], ["top", "--label", "negative"], ["tokens", "not"], ["examples"], ["show", "a"],
      ["export", "--what", "tokens"], ["cues"],
    ] {
      let result = try store.run(command + options)
      #expect(result.status == status && result.text.isEmpty)
      #expect(result.errors == "globenc-query: \(sentence)\n", "\(command)")
    }
  }

  @Test func `an example is ranked by the method and for the class, which are named`() throws {
    for (options, className, scores, logit) in [
      ([], "positive", ["not": 2.0, "bad": -1.5, "film": 0.25], 1.25), (["--class", "predicted"], "positive", ["bad": -1.5], 1.25),
      (["--class", "gold"], "negative", ["not": -4, "bad": 3], -1), (["--class", "negative"], "negative", ["film": -0.5], -1),
    ] as [([String], String, [String: Double], Double)] {
      let shown = try json(["top", "--example", "b"] + Self.signed + options)
      #expect(shown["method"] as? String == "decompx-linear" && shown["aggregate"] is NSNull && shown["class"] as? String == className)
      #expect(shown["logit"] as? Double == logit && shown["bias"] as? Double == 0.5)
      let tokens = try #require(shown["tokens"] as? [[String: Any]])
      for (token, score) in scores {
        #expect(tokens.first { $0["token"] as? String == token }?["score"] as? Double == score, "\(token) for \(className)")
      }
    }
    let flow = try json(["top", "--example", "b", "--aggregate", "maxflow", "-k", "1"])
    #expect(flow["method"] as? String == "n-enc" && flow["aggregate"] as? String == "maxflow" && !flow.keys.contains("class"))
    let first = try json(["top", "--example", "b", "-k", "1"])
    #expect(first["aggregate"] as? String == "rollout" && !flow.keys.contains("logit"))
  }

  @Test func `a slice is ranked for the class that it names, else for each example's predicted one`() throws {
    for (slice, className, not) in [
      // Texts a (not: 2) and b (not: -4).
      (["--label", "negative"], "negative", -2.0), (["--predicted", "positive"], "positive", 2), (["--correct"], "(predicted)", 2),
      (["--misclassified", "--class", "gold"], "(gold)", -4), (["--label", "negative", "--class", "predicted"], "(predicted)", 4),
      (["--label", "negative", "--class", "positive"], "positive", 1),
    ] {
      let shown = try json(["top"] + slice + Self.signed + ["--by", "total", "--min-count", "1"])
      #expect(shown["method"] as? String == "decompx-linear" && shown["class"] as? String == className)
      let tokens = try #require(shown["tokens"] as? [[String: Any]])
      #expect(tokens.first { $0["token"] as? String == "not" }?["total"] as? Double == not, "\(slice)")
    }
    let plain = try json(["top", "--label", "negative", "--by", "total", "--min-count", "1"])
    #expect(plain["method"] as? String == "n-enc" && !plain.keys.contains("class"))
  }

  @Test func `an export of tokens or words ends with the names of the scores`() throws {
    let plain = try store.run("export", "--what", "tokens").text.split(separator: "\n")
    #expect(plain[0] == "example,position,segment,token,word,start,end,score,label,predicted,method,aggregate,class")
    #expect(plain[2] == "a,1,0,not,not,0,3,0.25,negative,negative,n-enc,rollout,")
    let signed = try store.run(["export", "--what", "tokens"] + Self.signed).text.split(separator: "\n")
    #expect(signed[0] == plain[0] && signed.count == plain.count)
    #expect(signed[2] == "a,1,0,not,not,0,3,2.0,negative,negative,decompx-linear,,negative")
    let gold = try store.run(["export", "--what", "words", "--class", "gold"] + Self.signed).text.split(separator: "\n")
    #expect(gold[0] == "example,position,segment,word,name,start,end,score,label,predicted,method,aggregate,class")
    // The third review has no gold label, so no scores for it.
    #expect(gold.contains("a,2,0,unwatchable,unwatchable,4,15,0.25,negative,negative,decompx-linear,,negative"))
    #expect(!gold.contains { $0.hasPrefix("ünï") })
  }

  @Test func `an export of examples has bias and logit`() throws {
    let rows = try store.run(["export", "--what", "examples"] + Self.signed).text.split(separator: "\n")
    #expect(rows[0] == "example,label,predicted,confidence,tokens,truncated,text,pair,source,bias,logit,method,aggregate,class")
    #expect(rows[1] == "a,negative,negative,0.75,6,false,not unwatchable,,,0.5,2.5,decompx-linear,,negative")
    let plain = try store.run("export", "--what", "examples").text.split(separator: "\n")
    #expect(plain[1] == "a,negative,negative,0.75,6,false,not unwatchable,,,n-enc,rollout,")
    let listed = try json(["examples"] + Self.signed)
    #expect(listed["method"] as? String == "decompx-linear" && listed["class"] as? String == "(predicted)")
    #expect((listed["examples"] as? [[String: Any]])?.first?["logit"] as? Double == 2.5)
  }

  @Test func `filters and orders by score are by the chosen scores`() throws {
    func ids(_ arguments: [String]) throws -> [String] {
      let shown = try json(["examples"] + arguments)
      return (shown["examples"] as? [[String: Any]] ?? []).compactMap { $0["example"] as? String }
    }
    #expect(try ids(["--token", "not", "--in-top", "1"]) == ["a", "b"])
    #expect(try ids(["--token", "not", "--in-top", "1", "--class", "positive"] + Self.signed) == ["b"])
    #expect(try ids(["--token", "not", "--sort", "score", "--class", "positive"] + Self.signed) == ["b", "a"])
    #expect(try ids(["--word", "not", "--sort", "score", "--class", "negative"] + Self.signed) == ["a", "b"])
    #expect(try ids(["--like", "b", "-k", "1", "--class", "positive"] + Self.signed) == ["ünï,1"])
  }

  @Test func `tokens and cues are by the chosen scores`() throws {
    let shown = try json(["tokens", "not", "--class", "positive"] + Self.signed)
    #expect(shown["mean"] as? Double == 0.5 && shown["min"] as? Double == -1 && shown["max"] as? Double == 2)
    #expect(shown["method"] as? String == "decompx-linear" && shown["class"] as? String == "positive")
    let plain = try json(["tokens", "not"])
    #expect(plain["mean"] as? Double == 0.375 && plain["method"] as? String == "n-enc" && !plain.keys.contains("class"))
    let cues = try json(["cues", "--min-count", "1", "--ratio", "0.9", "--class", "negative"] + Self.signed)
    #expect(cues["class"] as? String == "negative")
    // The sizes of the scores of the two labelled reviews: 2, 1, 0.5, 0.25 and 0, 0.5, 0, 0, 4, 0, 3.
    let found = try #require(cues["cues"] as? [[String: Any]])
    #expect(found.compactMap { $0["token"] as? String } == ["bad", "un"])
    #expect(abs((found.first?["ratio"] as? Double ?? 0) - 3 / (11.25 / 11)) < 1e-12)
  }

  @Test func `two methods of one store are compared`() throws {
    let shown = try json(["compare", "--method", "n-enc", "--method", "decompx-linear", "--class", "positive"])
    #expect(shown["method_1"] as? String == "n-enc" && shown["aggregate_1"] as? String == "rollout" && !shown.keys.contains("class_1"))
    #expect(shown["method_2"] as? String == "decompx-linear" && shown["class_2"] as? String == "positive")
    #expect(shown["in_both"] as? Int == 3)
    let pairs = try #require(shown["least_alike"] as? [[String: Any]])
    // scipy.stats.spearmanr of b's ordinary tokens.
    let spearman = try #require(pairs.first { $0["example"] as? String == "b" }?["spearman"] as? Double)
    #expect(abs(spearman - 0.43356607298305033) < 1e-12)
    let result = try store.run("compare", "--method", "n-enc", "--method", "decompx-linear")
    #expect(result.text.contains("; scores by n-enc, rollout and by decompx-linear for the predicted class"))
    #expect(!result.text.contains("moved most"))
    let flows = try store.run("compare", "--aggregate", "rollout", "--aggregate", "maxflow")
    #expect(flows.status == 0 && flows.text.contains("scores by n-enc, rollout and by n-enc, maxflow"))
    let alone = try store.run("compare", "--method", "n-enc")
    #expect(alone.status == 64 && alone.errors.contains("Name another store, or two methods of this one"))
  }

  @Test func `a matrix is of the chosen method`() throws {
    let rollout = try json(["matrix", "a"])
    #expect(rollout["aggregate"] as? String == "rollout" && rollout["scale"] as? Double == 4)
    let flow = try json(["matrix", "a", "--aggregate", "maxflow"])
    #expect(flow["aggregate"] as? String == "maxflow" && flow["scale"] as? Double == 0.125)
    for command in [["matrix", "a"], ["show", "a", "--row", "1"], ["export", "--what", "matrices", "-o", "x.npz"]] {
      let result = try store.run(command + Self.signed)
      #expect(result.status == 1)
      #expect(result.errors == "globenc-query: the method 'decompx-linear' has no matrices: the store has some by 'n-enc'\n", "\(command)")
    }
    let layer = try store.run("matrix", "a", "--aggregate", "maxflow", "--layer", "1")
    #expect(layer.errors.contains("the store keeps only the final matrix by n-enc, maxflow of each example, not layer 1"))
  }

  @Test func `scores that some examples do not have`() throws {
    let store = try SignedReviews.store(isWhole: false)
    let one = try store.run(["top", "--example", "b", "--class", "gold"] + Self.signed)
    #expect(one.status == 1)
    #expect(
      one.errors
        == "globenc-query: example 'b' has no scores by decompx-linear for the class that is its gold label: it has them for 'positive'\n")
    let none = try store.run(["examples", "--misclassified", "--class", "gold"] + Self.signed)
    #expect(none.status == 1)
    #expect(
      none.errors
        == "globenc-query: no misclassified example has scores by decompx-linear for the class of the gold label\n")
  }
}
