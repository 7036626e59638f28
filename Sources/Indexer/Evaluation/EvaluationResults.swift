import Foundation
import Store
import Support

/// The results of an evaluation from the numbers of its texts.
struct EvaluationResults {
  /// The metrics that an evaluation writes; a later evaluation replaces them.
  static let metrics: Set<String> = [
    "drop", "accuracy", "aopc", "aopc_difference", "comprehensiveness", "sufficiency", "spearman", "spearman_sd",
  ]

  let plan: EvaluationPlan
  /// The numbers of each text, in the order of `plan.measures`; NaN where one is undefined. `[texts]`
  let values: [[Double]]

  /// A result for each measure, and what follows from them: the paired difference of each order's AOPC to the best method's, and the standard
  /// deviation over texts of the rank correlations. Intervals are 95 % bootstrap intervals over texts.
  func evaluations(at date: Date) -> [Evaluation] {
    let measures = plan.measures
    let columns = measures.indices.map { column in values.map { $0[column] } }
    let best = bestOrder(measures, columns)
    let differences = best.map { best in
      plan.orders.indices.filter { $0 != best }.map { order in
        (order, zip(column(.aopc, of: order, measures, columns), column(.aopc, of: best, measures, columns)).map { $0 - $1 })
      }
    }
    let estimates = Bootstrap.means(of: columns + (differences ?? []).map(\.1), seed: plan.seed)
    let results = zip(measures, zip(columns, estimates)).flatMap { measure, numbers -> [Evaluation] in
      let (column, estimate) = numbers
      guard let estimate else { return [] }
      let mean = result(measure.order, measure.metric, estimate, date)
      guard case .spearman = measure.metric else { return [mean] }
      var deviation = mean
      deviation.metric = "spearman_sd"
      deviation.value = Self.deviation(column.filter { !$0.isNaN })
      deviation.interval = nil
      return [mean, deviation]
    }
    let paired = zip(differences ?? [], estimates.dropFirst(measures.count)).compactMap { difference, estimate -> Evaluation? in
      guard let estimate, let best else { return nil }
      var evaluation = result(difference.0, .aopc, estimate, date)
      evaluation.metric = "aopc_difference"
      evaluation.options = JSONOutput.object([("to", .text(plan.orders[best].name))]).text
      return evaluation
    }
    return results + paired
  }

  /// The order with the highest AOPC, a random one aside; nil without texts.
  private func bestOrder(_ measures: [EvaluationPlan.Measure], _ columns: [[Double]]) -> Int? {
    guard !values.isEmpty else { return nil }
    let sums = plan.orders.indices.map { column(.aopc, of: $0, measures, columns).reduce(0, +) }
    return plan.orders.indices.filter { plan.orders[$0] != .random }.max { sums[$0] < sums[$1] }
  }

  private func column(
    _ metric: EvaluationPlan.Measure.Metric, of order: Int, _ measures: [EvaluationPlan.Measure], _ columns: [[Double]]
  ) -> [Double] {
    measures.firstIndex(of: EvaluationPlan.Measure(order: order, metric: metric)).map { columns[$0] } ?? []
  }

  private func result(
    _ order: Int, _ metric: EvaluationPlan.Measure.Metric, _ mean: Bootstrap.Mean, _ date: Date
  ) -> Evaluation {
    let isCorrelation: Bool
    if case .spearman = metric { isCorrelation = true } else { isCorrelation = false }
    return Evaluation(
      method: plan.orders[order].name, aggregate: metric.layer == nil ? plan.orders[order].aggregate : nil, layer: metric.layer,
      metric: metric.name, step: metric.step, value: mean.value, interval: mean.interval.map { $0.lower...$0.upper }, examples: mean.count,
      masking: isCorrelation ? nil : plan.masking.rawValue, sample: plan.sample,
      seed: Int64(bitPattern: plan.seed),
      options: isCorrelation && !plan.countsSpecialTokens ? JSONOutput.object([("special_tokens", .flag(false))]).text : nil, madeAt: date)
  }

  /// The standard deviation, with n - 1; nil for fewer than two values.
  private static func deviation(_ values: [Double]) -> Double? {
    guard values.count > 1 else { return nil }
    let mean = values.reduce(0, +) / Double(values.count)
    return (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count - 1)).squareRoot()
  }
}
