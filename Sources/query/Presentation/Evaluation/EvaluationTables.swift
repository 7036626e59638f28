import Foundation
import Store
import Support

/// Evaluations as tables for people: a table of methods for each way to mask, curves, layers, and words that were taken out.
struct EvaluationTables {
  private let evaluations: [Evaluation]

  init(_ evaluations: [Evaluation]) { self.evaluations = evaluations }

  /// The tables in order.
  var passages: [Passage] {
    let maskings = evaluations.filter { $0.metric == "aopc" }.compactMap(\.masking).withoutRepetitions
    let ofMethods = maskings.flatMap { [summary($0), curve($0, "drop"), curve($0, "accuracy")] } + [correlations]
    return ofMethods.compactMap { $0 } + [AblationTable(evaluations).passage].compactMap { $0 }
  }

  /// A method with its aggregation, as a name for people.
  private static func name(_ result: Evaluation) -> String {
    result.aggregate.map { $0 == .rollout ? result.method : "\(result.method), \($0.rawValue)" } ?? result.method
  }

  /// The methods by falling AOPC.
  private func summary(_ masking: String) -> Passage? {
    let results = evaluations.filter { $0.masking == masking }
    let ranked = results.filter { $0.metric == "aopc" }.sorted { $0.value ?? 0 > $1.value ?? 0 }
    guard let first = ranked.first else { return nil }
    let rows = ranked.map { aopc -> [Cell] in
      func cell(_ metric: String) -> Cell {
        EvaluationText.cell(
          results.first { $0.metric == metric && $0.method == aopc.method && $0.aggregate == aopc.aggregate && $0.layer == nil })
      }
      return [.text(Self.name(aopc)), EvaluationText.cell(aopc), cell("aopc_difference"), cell("comprehensiveness"), cell("sufficiency")]
    }
    let columns = ["method", "AOPC", "to the best", "comprehensiveness", "sufficiency"]
    // Where only one metric was asked for, the others are not there.
    let shown = columns.indices.filter { column in rows.contains { $0[column] != .null } }
    let notes = [
      "to the best": "\"to the best\" is the paired difference to \(ranked.first { $0.method != "random" }.map(Self.name) ?? "")",
      "sufficiency": "the lower, the better, for sufficiency alone",
    ]
    let how = masking == "mask" ? "the mask token in place of tokens" : "tokens taken out"
    let caption = ["the higher, the better"] + shown.compactMap { notes[columns[$0]] }
    return .table(
      Table(columns: shown.map { columns[$0] }, rows: rows.map { row in shown.map { row[$0] } }),
      caption: "Mean fall of the probability of the predicted class, \(how): \(EvaluationText.sample(first)), 95 % intervals over texts; "
        + caption.joined(separator: "; "))
  }

  /// A table with a column for each share of masked tokens.
  private func curve(_ masking: String, _ metric: String) -> Passage? {
    let points = evaluations.filter { $0.masking == masking && $0.metric == metric }
    let steps = points.compactMap(\.step).withoutRepetitions.sorted()
    guard let first = points.first else { return nil }
    let rows = points.map(Self.name).withoutRepetitions.map { name -> [Cell] in
      let own = points.filter { Self.name($0) == name }
      return [.text(name)]
        + steps.map { step in
          own.first { $0.step == step }?.value.map { .text(String(format: "%.3f", $0)) } ?? .null
        }
    }
    let what = metric == "drop" ? "Mean fall of the probability" : "Share of right predictions among texts with a gold label"
    return .table(
      Table(columns: ["method"] + steps.map { "\(Int(($0 * 100).rounded())) %" }, rows: rows),
      caption: "\(what) by share of \(masking == "mask" ? "masked" : "deleted") tokens: \(EvaluationText.sample(first))")
  }

  /// The rank correlations with the gradient's norm.
  private var correlations: Passage? {
    let results = evaluations.filter { $0.metric == "spearman" }
    guard let first = results.first else { return nil }
    let rows = results.map { result -> [Cell] in
      let deviation = evaluations.first {
        $0.metric == "spearman_sd" && $0.method == result.method && $0.aggregate == result.aggregate && $0.layer == result.layer
      }
      return [
        .text(result.layer == nil ? Self.name(result) : result.method), result.layer.map { .text("layer \($0)") } ?? .text("final"),
        EvaluationText.cell(result), deviation?.value.map { .text(String(format: "%.3f", $0)) } ?? .null,
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
  /// A number and its interval, such as "0.697" and "(0.655–0.737)"; an empty text for what is not there.
  static func parts(_ result: Evaluation) -> (value: String, interval: String) {
    func text(_ number: Double) -> String { String(format: "%.3f", number) }
    guard let value = result.value else { return ("", "") }
    guard let interval = result.interval else { return (text(value), "") }
    // A dash beside a minus is hard to read.
    let dash = interval.lowerBound < 0 ? " to " : "–"
    return (text(value), "(\(text(interval.lowerBound))\(dash)\(text(interval.upperBound)))")
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
