@testable import Engine

/// Agreement of two precisions of one model over a number of texts.
struct Agreement {
  private(set) var texts = 0
  private(set) var equalLabels = 0
  private(set) var correlations: [Double] = []
  private(set) var largestLogitError: Float = 0
  /// Of the texts with another label: the largest distance of the reference's two highest logits.
  private(set) var largestMarginOfUnequal: Float = 0

  /// Share of texts with the same predicted label.
  var labels: Double { Double(equalLabels) / Double(texts) }
  /// Spearman's correlation of a text's token scores, as the mean over all texts.
  var meanCorrelation: Double { correlations.reduce(0, +) / Double(correlations.count) }
  var lowestCorrelation: Double { correlations.min() ?? .nan }

  /// Runs all texts through both models.
  init(_ encodings: [Encoding], _ reference: AttributionModel, _ other: AttributionModel) {
    let workers = (reference.makeWorker(), other.makeWorker())
    let problemType = reference.configuration.problemType
    for batch in Self.batches(encodings, reference) {
      for (a, b) in zip(workers.0.run(batch), workers.1.run(batch)) {
        let labels = [a, b].map { Prediction(logits: $0.logits, problemType: problemType).label }
        self.texts += 1
        if labels[0] == labels[1] {
          equalLabels += 1
        } else {
          let highest = a.logits.sorted(by: >).prefix(2)
          largestMarginOfUnequal = max(largestMarginOfUnequal, (highest.first ?? 0) - (highest.last ?? 0))
        }
        correlations.append(Self.spearman(a.attributions[0].scores, b.attributions[0].scores))
        largestLogitError = zip(a.logits, b.logits).reduce(largestLogitError) { max($0, abs($1.0 - $1.1)) }
      }
    }
  }

  /// Batches of the texts in order, each as full as possible.
  private static func batches(_ encodings: [Encoding], _ model: AttributionModel) -> [[Encoding]] {
    var batches: [[Encoding]] = []
    var used = 0
    for encoding in encodings {
      let rows = model.rows(forLength: encoding.count)
      if let last = batches.last?.first, model.rows(forLength: last.count) == rows, used + encoding.count <= rows {
        batches[batches.count - 1].append(encoding)
        used += encoding.count
      } else {
        batches.append([encoding])
        used = encoding.count
      }
    }
    return batches
  }

  /// Correlation of the ranks, where equal values share their mean rank.
  static func spearman(_ a: [Float], _ b: [Float]) -> Double {
    let (x, y) = (ranks(a), ranks(b))
    let mean = Double(a.count - 1) / 2
    func product(_ p: [Double], _ q: [Double]) -> Double { zip(p, q).reduce(0) { $0 + ($1.0 - mean) * ($1.1 - mean) } }
    let spread = (product(x, x) * product(y, y)).squareRoot()
    return spread == 0 ? 1 : product(x, y) / spread
  }

  private static func ranks(_ values: [Float]) -> [Double] {
    let order = values.indices.sorted { values[$0] < values[$1] }
    var ranks = [Double](repeating: 0, count: values.count)
    var start = 0
    while start < order.count {
      let end = order[start...].firstIndex { values[$0] != values[order[start]] } ?? order.count
      for place in order[start..<end] { ranks[place] = Double(start + end - 1) / 2 }
      start = end
    }
    return ranks
  }
}
