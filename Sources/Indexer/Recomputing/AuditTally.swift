import Engine
import Store
import Support

/// Sums up the agreement of recomputed texts with the run's results.
struct AuditTally {
  /// Rank correlations of token scores.
  private struct Correlations {
    private(set) var count = 0
    private var sum = 0.0
    private(set) var lowest = 1.0

    mutating func add(_ correlation: Double) {
      count += 1
      sum += correlation
      lowest = min(lowest, correlation)
    }

    /// The mean; 1 without texts, where nothing differs.
    var mean: Double { count == 0 ? 1 : sum / Double(count) }
  }

  private let classNames: [String]
  private let problemType: ModelConfiguration.ProblemType
  /// The methods that are computed again, in the store's order.
  private let methods: [Method]

  private var texts = 0
  private var equalLabels = 0
  private var labelled = 0
  /// Of the scores that queries show by default.
  private var first = Correlations()
  /// Of each method, over all its classes.
  private var byMethod: [Method: Correlations] = [:]
  private var largestDifference: Double?

  init(model: AttributionModel, methods: [MethodSettings]) {
    classNames = model.hasHead ? model.configuration.labels : []
    problemType = model.configuration.problemType
    self.methods = methods.filter { !$0.isImported }.map(\.method)
  }

  /// Counts a text with its recomputed results.
  mutating func add(_ text: AuditedText, _ now: AuditedText.Result) {
    let prediction = Prediction(logits: classNames.isEmpty ? [] : now.logits, problemType: problemType)
    texts += 1
    if let label = prediction.label {
      labelled += 1
      if classNames[label] == text.predicted { equalLabels += 1 }
    }
    for result in now.scores {
      let stored = text.results.first {
        $0.method == result.method && $0.className.map(ExactString.init) == result.className.map(ExactString.init)
      }
      guard let stored else { continue }
      let correlation = Self.correlation(stored.scores, result.scores)
      byMethod[result.method, default: Correlations()].add(correlation)
      if result.method == methods.first, !result.method.isSigned || stored.className == text.className { first.add(correlation) }
    }
    if let now = prediction.confidence ?? prediction.value, let then = text.confidence ?? text.value {
      largestDifference = max(largestDifference ?? 0, abs(now - then))
    }
  }

  private static func correlation(_ then: [Float], _ now: [Float]) -> Double {
    // Where all scores are equal, ranks cannot differ.
    Spearman.correlation(then.map(Double.init), now.map(Double.init)) ?? (then == now ? 1 : 0)
  }

  /// The agreement; nil where no text was counted.
  var result: RunInfo.Audit? {
    guard texts > 0 else { return nil }
    // The scores of one method without sign are those that queries show.
    let isNamed = methods.count > 1 || methods.contains(where: \.isSigned)
    let agreements = methods.compactMap { method in
      byMethod[method].map { RunInfo.Audit.Agreement(method: method, meanSpearman: $0.mean, lowestSpearman: $0.lowest) }
    }
    return RunInfo.Audit(
      examples: texts, labelAgreement: labelled > 0 ? Double(equalLabels) / Double(labelled) : nil,
      meanSpearman: first.mean, lowestSpearman: first.lowest, largestConfidenceDifference: largestDifference,
      methods: isNamed ? agreements : nil)
  }
}
