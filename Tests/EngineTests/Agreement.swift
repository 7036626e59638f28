@testable import Engine

/// How far two precisions of one model agree over a number of texts.
struct Agreement {
  private(set) var texts = 0
  private(set) var equalLabels = 0
  private(set) var correlations: [Double] = []
  private(set) var largestLogitError: Float = 0

  /// The share of texts with one label.
  var labels: Double { Double(equalLabels) / Double(texts) }
  /// Of the token scores of a text, Spearman's; the mean over all texts.
  var meanCorrelation: Double { correlations.reduce(0, +) / Double(correlations.count) }
  var lowestCorrelation: Double { correlations.min() ?? .nan }

  /// Runs all texts through both.
  init(_ texts: [String], _ reference: AttributionModel, _ other: AttributionModel) {
    let encodings = texts.map { reference.tokenizer.encode($0, pair: nil, maxLength: reference.maxTokens) }
    let workers = (reference.makeWorker(), other.makeWorker())
    let problemType = reference.configuration.problemType
    for batch in Self.batches(encodings, reference) {
      for (a, b) in zip(workers.0.run(batch), workers.1.run(batch)) {
        let labels = [a, b].map { Prediction(logits: $0.logits, problemType: problemType).label }
        self.texts += 1
        if labels[0] == labels[1] { equalLabels += 1 }
        correlations.append(Self.spearman(a.scores, b.scores))
        largestLogitError = zip(a.logits, b.logits).reduce(largestLogitError) { max($0, abs($1.0 - $1.1)) }
      }
    }
  }

  /// The texts in order, as many to a batch as fit.
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

  /// The correlation of the ranks, equal values sharing the mean of theirs.
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
