import Foundation
import Testing

/// The scores of the two sides of `globenc-query compare`, each by its own method, aggregate and class.
struct ComparedScoresTests {
  private let store: SampleStore

  init() throws { store = try SignedReviews.store() }

  private static let mixed = ["--method", "n-enc", "--method", "decompx-linear"]

  private func json(_ arguments: [String]) throws -> [String: Any] {
    let result = try store.run(["compare"] + arguments + ["--json"])
    #expect(result.status == 0, "\(result.errors)")
    return try #require(try JSONSerialization.jsonObject(with: result.output) as? [String: Any])
  }

  @Test func `two classes of one method are compared`() throws {
    let classes = ["--method", "decompx-linear", "--class", "positive", "--class", "negative"]
    let shown = try json(classes + ["--min-count", "1"])
    #expect(shown["method_1"] as? String == "decompx-linear" && shown["class_1"] as? String == "positive")
    #expect(shown["method_2"] as? String == "decompx-linear" && shown["class_2"] as? String == "negative")
    // The scores for "negative" are those for "positive", doubled and turned round.
    #expect(shown["in_both"] as? Int == 3 && shown["mean_spearman"] as? Double == -1 && shown["lowest_spearman"] as? Double == -1)
    let tokens = try #require(shown["tokens"] as? [[String: Any]])
    #expect(tokens.count > 5 && tokens.allSatisfy { $0["mean_2"] as? Double == -2 * ($0["mean_1"] as? Double ?? .nan) })
    let text = try store.run(["compare"] + classes).text
    #expect(text.contains("; scores by decompx-linear for class 'positive' and by decompx-linear for class 'negative'"))
  }

  @Test func `each of two stores has its own class`() throws {
    let other = try SignedReviews.store(signedOnly: true)
    let shown = try json([other.url.path, "--method", "decompx-linear", "--class", "negative", "--class", "positive"])
    #expect(shown["class_1"] as? String == "negative" && shown["class_2"] as? String == "positive")
    #expect(shown["mean_spearman"] as? Double == -1)
  }

  @Test func `an aggregate or a class that is given once is of the side that has one`() throws {
    let rolled = try json(Self.mixed)
    for (arguments, side, other) in [(Self.mixed, 1, 2), (Self.mixed.reversed(pairs: 2), 2, 1)] {
      let shown = try json(arguments + ["--aggregate", "maxflow", "--class", "gold"])
      #expect(shown["method_\(side)"] as? String == "n-enc" && shown["aggregate_\(side)"] as? String == "maxflow")
      #expect(shown["aggregate_\(other)"] is NSNull && shown["class_\(other)"] as? String == "(gold)")
      #expect(!shown.keys.contains("class_\(side)"))
      #expect(shown["mean_spearman"] as? Double != rolled["mean_spearman"] as? Double)
    }
    // The scores by maximum flow are those of the rollout in reverse order.
    let flows = try json(["--method", "n-enc", "--aggregate", "rollout", "--aggregate", "maxflow"])
    #expect(flows["aggregate_1"] as? String == "rollout" && flows["aggregate_2"] as? String == "maxflow")
  }

  private static let refusals: [(options: [String], status: Int32, sentence: String)] = [
    (
      mixed + ["--class", "positive", "--class", "negative"], 64,
      "the method 'n-enc' says how much, not for which class: --class goes with a signed method, 'decompx-linear'"
    ),
    (
      mixed + ["--aggregate", "rollout", "--aggregate", "maxflow"], 1,
      "the method 'decompx-linear' has no matrices, so no aggregate 'maxflow' of them"
    ),
    (
      ["--method", "decompx-linear", "--class", "positive", "--class", "negative", "--aggregate", "rollout"], 1,
      "the method 'decompx-linear' has no matrices, so no aggregate 'rollout' of them"
    ),
    (
      ["--aggregate", "rollout", "--aggregate", "maxflow", "--class", "gold"], 64,
      "neither n-enc, rollout nor n-enc, maxflow says for which class: --class goes with a signed method"
    ),
    (mixed + ["--aggregate", "mean"], 1, "the store has no aggregate 'mean' of 'n-enc': it has 'rollout' and 'maxflow'"),
    (mixed + ["--class", "neutral"], 1, "the model has no class 'neutral': it has 'negative' and 'positive'"),
    (["--method", "decompx-linear", "--class", "gold"], 64, "Name another store, or two methods of this one"),
    (["--method", "decompx-linear", "--class", "gold", "--class", "gold"], 64, "Both sides are one: name two methods"),
    (mixed + ["--class", "a", "--class", "b", "--class", "c"], 64, "--class is given at most twice"),
  ]

  @Test(arguments: refusals)
  func `what has no meaning is refused in a sentence`(options: [String], status: Int32, sentence: String) throws {
    let result = try store.run(["compare"] + options)
    #expect(result.status == status && result.text.isEmpty)
    #expect(result.errors.contains(sentence), "\(result.errors)")
  }
}

extension [String] {
  /// The groups of so many arguments, the last first.
  fileprivate func reversed(pairs size: Int) -> [String] {
    stride(from: 0, to: count, by: size).reversed().flatMap { self[$0..<($0 + size)] }
  }
}
