import Engine
import Store
import Support

/// Sums up the agreement of recomputed texts with the run's results.
struct AuditTally {
  private let classNames: [String]
  private let problemType: ModelConfiguration.ProblemType

  private var texts = 0
  private var equalLabels = 0
  private var labelled = 0
  private var correlations = 0.0
  private var lowest = 1.0
  private var largestDifference: Double?

  init(model: AttributionModel) {
    classNames = model.hasHead ? model.configuration.labels : []
    problemType = model.configuration.problemType
  }

  /// Counts a text with the recomputed scores and logits of itself or of its windows.
  mutating func add(_ text: AuditedText, _ results: [AuditedText.Result]) {
    var (scores, logits) = (results[0].scores, results[0].logits)
    if !text.windows.isEmpty {
      let windows = zip(text.windows, results).map { window, result in
        var window = window
        window.scores = result.scores
        return window
      }
      scores = WindowRecord.joinedScores(of: windows, count: text.scores.count)
      logits = ExampleAssembly.mean(results.map(\.logits))
    }
    let prediction = Prediction(logits: classNames.isEmpty ? [] : logits, problemType: problemType)
    texts += 1
    if let label = prediction.label {
      labelled += 1
      if classNames[label] == text.predicted { equalLabels += 1 }
    }
    // Where all scores are equal, ranks cannot differ.
    let correlation = Spearman.correlation(text.scores.map(Double.init), scores.map(Double.init)) ?? (text.scores == scores ? 1 : 0)
    correlations += correlation
    lowest = min(lowest, correlation)
    if let now = prediction.confidence ?? prediction.value, let then = text.confidence ?? text.value {
      largestDifference = max(largestDifference ?? 0, abs(now - then))
    }
  }

  /// The agreement; nil where no text was counted.
  var result: RunInfo.Audit? {
    guard texts > 0 else { return nil }
    return RunInfo.Audit(
      examples: texts, labelAgreement: labelled > 0 ? Double(equalLabels) / Double(labelled) : nil,
      meanSpearman: correlations / Double(texts), lowestSpearman: lowest, largestConfidenceDifference: largestDifference)
  }
}
