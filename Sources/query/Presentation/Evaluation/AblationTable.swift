import Foundation
import Store
import Support

/// Words that were taken out of their texts, and what the model says without them.
struct AblationTable {
  private let evaluations: [Evaluation]

  init(_ evaluations: [Evaluation]) { self.evaluations = evaluations.filter { $0.word != nil } }

  /// The table; nil where no word was taken out.
  var passage: Passage? {
    guard let first = evaluations.first else { return nil }
    let rows = evaluations.compactMap(\.word).map(ExactString.init).withoutRepetitions.map { word -> [Cell] in
      let own = evaluations.filter { $0.word.map(ExactString.init) == word }
      func result(_ metric: String) -> Evaluation? { own.first { $0.metric == metric } }
      let directions = own.filter { $0.metric == "flips" && $0.className != nil }.map { "\(Int($0.value ?? 0)) to \($0.className ?? "")" }
      return [
        .text(word.string), Cell(result("flip_rate")?.examples), Self.share(result("flip_rate")), Self.share(result("flip_rate_random")),
        .text(directions.joined(separator: ", ")), EvaluationText.cell(result("logit_change")),
        EvaluationText.cell(result("logit_change_difference")),
      ]
    }
    var table = Table(columns: ["word", "texts", "flips", "of another", "flips go", "logit change", "against another"], rows: rows)
    table.breaks = ["logit change"]
    return .table(
      table,
      caption: "Predictions that change when a word is taken out of its texts, and when a random other word of the same texts is: at most "
        + "\(Counted.text(first.sample ?? 0, "text")) a word, --seed \(first.seed.map { String(UInt64(bitPattern: $0)) } ?? "0"), 95 % "
        + "intervals, which means of fewer than 10 texts do not have; the logit is that of the class predicted at first")
  }

  private static func share(_ result: Evaluation?) -> Cell {
    guard let value = result?.value, let interval = result?.interval else { return .null }
    return EstimateText.cell(
      Estimate(value: value, interval: ConfidenceInterval(lower: interval.lowerBound, upper: interval.upperBound)))
  }
}
