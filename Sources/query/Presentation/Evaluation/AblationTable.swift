import Foundation
import Store
import Support

/// Words that were taken out of their texts, and what the model says without them.
struct AblationTable {
  private let evaluations: [Evaluation]
  /// The q-values; empty where no word has one, as in stores of older versions.
  private let q: [ExactString: Double]

  init(_ evaluations: [Evaluation]) {
    self.evaluations = evaluations.filter { $0.word != nil }
    let known = zip(evaluations, AblationFindings.qValues(of: evaluations)).compactMap { result, q in
      q.flatMap { q in result.word.map { (ExactString($0), q) } }
    }
    q = Dictionary(uniqueKeysWithValues: known)
  }

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
        Figure.cell(ofQ: result("logit_change_p")?.value), Figure.cell(ofQ: q[word]),
      ]
    }
    let columns = ["word", "texts", "flips", "of another", "flips go", "logit change", "against another", "p", "q"]
    // Where one metric is asked for, the columns of the others are empty.
    let shown = columns.indices.filter { column in column == 0 || rows.contains { ![.null, .text("")].contains($0[column]) } }
    var table = Table(columns: shown.map { columns[$0] }, rows: rows.map { row in shown.map { row[$0] } })
    table.breaks = ["logit change"]
    return .table(
      table,
      caption: "Predictions that change when a word is taken out of its texts, and when a random other word of the same texts is: at most "
        + "\(Counted.text(first.sample ?? 0, "text")) a word, --seed \(first.seed.map { String(UInt64(bitPattern: $0)) } ?? "0"), 95 % "
        + "intervals, which means of fewer than 10 texts do not have; the logit is that of the class predicted at first"
        + (q.isEmpty
          ? ""
          : "; p is how often chance alone makes the logit change as much otherwise than without a random other word, the texts being "
            + "independent; q is the share of false findings to expect (Benjamini and Hochberg) if this word and all of lower q "
            + "are taken for findings"))
  }

  private static func share(_ result: Evaluation?) -> Cell {
    guard let value = result?.value, let interval = result?.interval else { return .null }
    return EstimateText.cell(
      Estimate(value: value, interval: ConfidenceInterval(lower: interval.lowerBound, upper: interval.upperBound)))
  }
}
