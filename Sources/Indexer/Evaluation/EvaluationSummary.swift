import Foundation
import Store
import Support

/// What an evaluation says at its end.
struct EvaluationSummary {
  let outcome: EvaluationRun.Outcome
  let seconds: Double
  /// The path of the store.
  let store: String

  /// One line: how many texts count, and the method with the highest AOPC.
  var text: String {
    guard !outcome.results.isEmpty else { return "no text of the sample could be evaluated, and nothing was written" }
    let best = outcome.results.filter { $0.metric == "aopc" && $0.method != "random" }.max { $0.value ?? 0 < $1.value ?? 0 }
    let known = outcome.known > 0 ? " (\(outcome.known.grouped) of them by an earlier run)" : ""
    let leader = best.map { best in
      let interval = best.interval.map { String(format: "95 %% interval %.3f–%.3f", $0.lowerBound, $0.upperBound) }
      return "; \(best.name) has the highest AOPC, \(String(format: "%.3f", best.value ?? 0)), "
        + (interval ?? "of too few texts for an interval")
    }
    return
      "evaluated \(Self.count(outcome.evaluated))\(known) in \(seconds < 10 ? String(format: "%.1f", seconds) : Int(seconds.rounded()).grouped) s\(leader ?? ""); "
      + "globenc-query evaluation \(store) shows all"
  }

  /// Adds the numbers of texts and the time to a JSON object; their names are a contract.
  func add(to object: inout JSONObjectText) {
    object.add("texts", outcome.evaluated)
    object.add("known", outcome.known)
    object.add("left_out", outcome.omitted.values.reduce(0, +))
    object.add("results", outcome.results.count)
    object.add("seconds", IndexSummary.rounded(seconds))
  }

  /// A sentence for each reason to leave texts out.
  var warnings: [String] {
    var lines: [String] = []
    func add(_ omission: EvaluatedText.Omission, _ reason: String) {
      if let count = outcome.omitted[omission] { lines.append("\(Self.count(count)) \(count == 1 ? "is" : "are") left out: \(reason)") }
    }
    add(.windows, "cut into windows, of which each has a prediction of its own")
    add(.short, "fewer than two tokens")
    add(.damaged, "damaged, or without a prediction; globenc-index verify says more")
    if outcome.copies > 0 {
      lines.append(
        "\(Self.count(outcome.copies)) \(outcome.copies == 1 ? "is a copy of another" : "are copies of others") in the sample and "
          + "\(outcome.copies == 1 ? "counts" : "count") like any: intervals are narrower than those of different texts")
    }
    for case .lacks(let method) in outcome.omitted.keys.sorted(by: { "\($0)" < "\($1)" }) {
      let scores = method.isSigned ? "scores by \(method) for the predicted class" : "scores by \(method)"
      add(.lacks(method), "no \(scores), and all methods are measured on the same texts; --methods leaves methods out")
    }
    return lines
  }

  private static func count(_ texts: Int) -> String { "\(texts.grouped) text\(texts == 1 ? "" : "s")" }
}
