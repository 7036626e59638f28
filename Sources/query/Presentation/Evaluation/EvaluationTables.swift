import Foundation
import Store
import Support

/// Evaluations as tables for people: a table of methods for each way to mask, curves, layers, and words that were taken out.
struct EvaluationTables {
  private let evaluations: [Evaluation]

  init(_ evaluations: [Evaluation]) { self.evaluations = evaluations }

  /// The tables in order.
  var passages: [Passage] {
    let maskings = evaluations.filter { $0.word == nil }.compactMap(\.masking).withoutRepetitions
    let ofMethods = maskings.flatMap { [summary($0), curve($0, "drop"), curve($0, "accuracy")] } + [correlations]
    return ofMethods.compactMap { $0 } + [AblationTable(evaluations).passage].compactMap { $0 }
  }

  /// The methods by falling AOPC, with a column for each metric that there is.
  private func summary(_ masking: String) -> Passage? {
    let metrics = [
      ("AOPC", "aopc"), ("to the best", "aopc_difference"), ("comprehensiveness", "comprehensiveness"), ("sufficiency", "sufficiency"),
    ]
    let results = evaluations.filter { result in result.masking == masking && metrics.contains { $0.1 == result.metric } }
    guard let first = results.first else { return nil }
    func result(_ name: String, _ metric: String) -> Evaluation? {
      results.first { $0.name == name && $0.metric == metric }
    }
    let names = results.map(\.name).withoutRepetitions
    let ranked = names.sorted { result($0, "aopc")?.value ?? 0 > result($1, "aopc")?.value ?? 0 }
    let shown = metrics.filter { metric in results.contains { $0.metric == metric.1 } }
    let best = results.first { $0.metric == "aopc_difference" }?.options.flatMap { options in
      try? JSONValue(parsing: Array(options.utf8))["to"]?.string
    }
    let notes = [
      "AOPC": "the higher, the better", "sufficiency": "the lower the sufficiency, the better",
      "to the best": best.map { "\"to the best\" is the paired difference to \($0)" },
    ]
    let how = masking == "mask" ? "the mask token in place of tokens" : "tokens taken out"
    return .table(
      Table(
        columns: ["method"] + shown.map(\.0),
        rows: ranked.map { name in [.text(name)] + shown.map { EvaluationText.cell(result(name, $0.1)) } }),
      caption:
        "Mean fall of the probability of the predicted class, \(how): \(EvaluationText.sample(first)), \(EvaluationText.intervals(first))"
        + shown.compactMap { notes[$0.0] ?? nil }.map { "; \($0)" }.joined())
  }

  /// A table with a column for each share of masked tokens.
  private func curve(_ masking: String, _ metric: String) -> Passage? {
    let points = evaluations.filter { $0.masking == masking && $0.metric == metric }
    let steps = points.compactMap(\.step).withoutRepetitions.sorted()
    guard let first = points.first else { return nil }
    let rows = points.map(\.name).withoutRepetitions.map { name -> [Cell] in
      let own = points.filter { $0.name == name }
      return [.text(name)]
        + steps.map { step in
          own.first { $0.step == step }?.value.map { .text(EvaluationText.number($0)) } ?? .null
        }
    }
    let what = metric == "drop" ? "Mean fall of the probability" : "Share of right predictions among texts with a gold label"
    return .table(
      Table(columns: ["method"] + steps.map { "\(Int(($0 * 100).rounded())) %" }, rows: rows),
      caption: "\(what) by share of \(masking == "mask" ? "masked" : "deleted") tokens: \(EvaluationText.sample(first))")
  }

  /// The rank correlations with the gradient's norm.
  private var correlations: Passage? {
    let results = evaluations.filter { ["spearman", "spearman_sd"].contains($0.metric) }
    guard let first = results.first else { return nil }
    func result(_ metric: String, like other: Evaluation) -> Evaluation? {
      results.first {
        $0.metric == metric && $0.method == other.method && $0.aggregate == other.aggregate && $0.layer == other.layer
      }
    }
    // One row for both metrics of a method and layer.
    let heads = results.filter { $0.metric == "spearman" || result("spearman", like: $0) == nil }
    let rows = heads.map { head -> [Cell] in
      [
        .text(head.layer == nil ? head.name : head.method), .text(head.layer.map { "layer \($0)" } ?? "final"),
        EvaluationText.cell(result("spearman", like: head)),
        result("spearman_sd", like: head)?.value.map { .text(EvaluationText.number($0)) } ?? .null,
      ]
    }
    let special = first.options?.contains("false") == true ? "without special tokens" : "special tokens included"
    return .table(
      Table(columns: ["method", "matrix", "mean", "deviation"], rows: rows),
      caption:
        "Spearman's rank correlation with the gradient's norm, \(special): \(EvaluationText.sample(first)); how alike the two are, not which "
        + "is right")
  }
}

/// Numbers of evaluations for people.
enum EvaluationText {
  /// What the intervals of a result are, or why there are none.
  static func intervals(_ result: Evaluation) -> String {
    result.interval == nil ? "too few for intervals" : "95 % intervals over texts"
  }

  /// A number with three decimals; none is below 0 by rounding alone.
  static func number(_ value: Double) -> String {
    let text = String(format: "%.3f", value)
    return text == "-0.000" ? "0.000" : text
  }

  /// A number and its interval, such as "0.697" and "(0.655–0.737)"; an empty text for what is not there.
  static func parts(_ result: Evaluation) -> (value: String, interval: String) {
    guard let value = result.value else { return ("", "") }
    guard let interval = result.interval else { return (number(value), "") }
    // A dash beside a minus is hard to read.
    let dash = interval.lowerBound < 0 ? " to " : "–"
    return (number(value), "(\(number(interval.lowerBound))\(dash)\(number(interval.upperBound)))")
  }

  /// A number with its interval; null where there is none.
  static func cell(_ result: Evaluation?) -> Cell {
    guard let result, result.value != nil else { return .null }
    let (value, interval) = parts(result)
    return .text(interval.isEmpty ? value : "\(value) \(interval)")
  }

  /// The texts of a result, such as "150 texts (--sample 500 --seed 1)".
  static func sample(_ result: Evaluation) -> String {
    let settings = [
      result.sample.map { "--sample \($0)" }, result.seed.map { "--seed \(UInt64(bitPattern: $0))" },
    ].compactMap { $0 }
    return Counted.text(result.examples, "text") + (settings.isEmpty ? "" : " (\(settings.joined(separator: " ")))")
  }
}
