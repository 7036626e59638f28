import Foundation
import Store
import Support

/// The curves of one evaluation, by masking or by deletion, as inline SVG with a table: the data of `evaluation.mustache`.
struct EvaluationCurves {
  /// A method's curve, in a drawing that is 100 wide and 100 high.
  struct Curve {
    let color: String
    /// Corners of the line, and of the band of its intervals, as SVG has them.
    let line: String
    let band: String
  }

  /// A method's row of the table.
  struct Row {
    let color: String
    let method: String
    let aopc: String
    let aopcInterval: String
    let difference: String
    let comprehensiveness: String
    let sufficiency: String
  }

  /// The largest number of methods, those with the highest AOPC; there are as many colours.
  static let most = 8

  let title: String
  let caption: String
  /// A description of the curves, for people who do not see them.
  let description: String
  /// The value at the upper edge of the drawing.
  let top: String
  let curves: [Curve]
  let rows: [Row]

  /// The evaluations of a store, each with its curves.
  static func all(_ evaluations: [Evaluation]) -> [EvaluationCurves] {
    evaluations.filter { $0.metric == "aopc" }.compactMap(\.masking).withoutRepetitions.compactMap { EvaluationCurves(evaluations, $0) }
  }

  private init?(_ evaluations: [Evaluation], _ masking: String) {
    let results = evaluations.filter { $0.masking == masking && $0.layer == nil }
    let ranked = results.filter { $0.metric == "aopc" }.sorted { $0.value ?? 0 > $1.value ?? 0 }
    guard let first = ranked.first else { return nil }
    // The random order is what the others are measured by.
    let shown = Array(ranked.filter { $0.method != "random" }.prefix(Self.most - 1)) + ranked.filter { $0.method == "random" }.prefix(1)
    func own(_ metric: String, _ method: Evaluation) -> [Evaluation] {
      results.filter { $0.metric == metric && $0.method == method.method && $0.aggregate == method.aggregate }
    }
    let drops = shown.map { method in own("drop", method).sorted { $0.step ?? 0 < $1.step ?? 0 } }
    let highest = drops.joined().compactMap { $0.interval?.upperBound ?? $0.value }.max() ?? 1
    let lowest = min(0, drops.joined().compactMap { $0.interval?.lowerBound ?? $0.value }.min() ?? 0)
    let span = max(highest - lowest, 1e-9)
    func corner(_ step: Double, _ value: Double) -> String {
      String(format: "%.1f,%.2f", 100 * step, 100 - 100 * (value - lowest) / span)
    }
    let start = corner(0, 0)
    curves = zip(shown, drops).enumerated().map { place, entry in
      let (method, points) = entry
      let line = [start] + points.map { corner($0.step ?? 0, $0.value ?? 0) }
      let upper = points.map { corner($0.step ?? 0, $0.interval?.upperBound ?? $0.value ?? 0) }
      let lower = points.reversed().map { corner($0.step ?? 0, $0.interval?.lowerBound ?? $0.value ?? 0) }
      return Curve(
        color: Self.color(place, method), line: line.joined(separator: " "), band: ([start] + upper + lower).joined(separator: " "))
    }
    rows = shown.enumerated().map { place, method in
      func text(_ metric: String) -> String { own(metric, method).first?.value.map { EvaluationText.number($0) } ?? "" }
      let (aopc, interval) = EvaluationText.parts(method)
      return Row(
        color: Self.color(place, method), method: method.name, aopc: aopc, aopcInterval: interval,
        difference: own("aopc_difference", method).first.map { "\(EvaluationText.parts($0).value) \(EvaluationText.parts($0).interval)" }
          ?? "",
        comprehensiveness: text("comprehensiveness"), sufficiency: text("sufficiency"))
    }
    title = masking == "mask" ? "Tokens masked in the order of their scores" : "Tokens deleted in the order of their scores"
    let leftOut = ranked.count > shown.count ? "; \(ranked.count - shown.count) methods with lower AOPC are left out" : ""
    caption =
      "Mean fall of the probability of the predicted class by share of \(masking == "mask" ? "masked" : "deleted") tokens: "
      + "\(EvaluationText.sample(first)), \(EvaluationText.intervals(first)). The faster a curve rises, the better the method finds the tokens that the model uses\(leftOut)."
    description = ranked.map { "\($0.name): AOPC \(EvaluationText.parts($0).value)" }.joined(separator: ", ")
    top = String(format: "%.2f", highest)
  }

  private static func color(_ place: Int, _ method: Evaluation) -> String { method.method == "random" ? "cr" : "c\(place)" }
}
