import Engine
import Support

/// Evaluates a few texts at a time: what the model says of each, of its masked forms, and the numbers that follow.
struct TextEvaluation: Sendable {
  let plan: EvaluationPlan
  /// A runner with the store's model, whose only method is the gradient's norm.
  let runner: BatchRunner

  private var model: AttributionModel { runner.model }

  /// Evaluates texts.
  /// - Returns: The numbers of each text, in the order of `plan.measures`; nil where a signal ended the work.
  func values(of texts: [EvaluatedText]) throws -> [[Double]]? {
    guard let whole = try run(texts.map(\.encoding), explains: true) else { return nil }
    guard let drops = try leaveOneOutDrops(texts, whole.map(\.logits)) else { return nil }
    let maskings = texts.indices.map { TextMaskings(orders(of: texts[$0], drops[$0])) }
    let encodings = texts.indices.flatMap { text in maskings[text].forms.dropFirst().map { masked(texts[text], $0) } }
    guard let answers = try run(encodings, explains: false) else { return nil }
    var next = 0
    return texts.indices.map { index in
      let count = maskings[index].forms.count - 1
      defer { next += count }
      let logits = [whole[index].logits] + answers[next..<next + count].map(\.logits)
      return values(of: texts[index], maskings[index], logits, saliency: whole[index].attributions[0].scores)
    }
  }

  private func values(of text: EvaluatedText, _ maskings: TextMaskings, _ logits: [[Float]], saliency: [Float]) -> [Double] {
    let type = model.configuration.problemType
    let probabilities = logits.map { Prediction.probability(of: text.predicted, logits: $0, problemType: type) }
    let isRight = text.gold.map { gold in logits.map { Prediction(logits: $0, problemType: type).label == gold } }
    return plan.measures.map { measure in
      guard case .spearman(let layer) = measure.metric else {
        return maskings.value(measure.metric, order: measure.order, probabilities, isRight: isRight)
      }
      let scores = layer.map { text.rows[measure.order][$0 - 1] } ?? text.scores[measure.order]
      guard scores.count == saliency.count else { return .nan }
      let positions = plan.countsSpecialTokens ? Array(scores.indices) : text.positions
      // The gradient's norm says how much, not for which class, so that signs do not count.
      return Spearman.correlation(positions.map { Double(abs(scores[$0])) }, positions.map { Double(saliency[$0]) }) ?? .nan
    }
  }

  /// The positions of a text in each order.
  private func orders(of text: EvaluatedText, _ drops: [Double]) -> [[Int]] {
    plan.orders.enumerated().map { index, order in
      switch order {
      case .method: TokenOrder.falling(text.positions, by: text.scores[index])
      case .random: TokenOrder.shuffled(text.positions, of: text.id, seed: plan.seed)
      case .leaveOneOut: TokenOrder.falling(text.positions, by: drops)
      }
    }
  }

  /// The fall of the predicted class' probability without each token; empty where it is not wanted. `[texts]` of `[T]`
  private func leaveOneOutDrops(_ texts: [EvaluatedText], _ logits: [[Float]]) throws -> [[Double]]? {
    guard plan.hasLeaveOneOut else { return texts.map { _ in [] } }
    let encodings = texts.flatMap { text in text.positions.map { masked(text, [$0]) } }
    guard let answers = try run(encodings, explains: false) else { return nil }
    let type = model.configuration.problemType
    var next = 0
    return texts.indices.map { index in
      let text = texts[index]
      let whole = Prediction.probability(of: text.predicted, logits: logits[index], problemType: type)
      var drops = [Double](repeating: 0, count: text.encoding.count)
      for position in text.positions {
        drops[position] = whole - Prediction.probability(of: text.predicted, logits: answers[next].logits, problemType: type)
        next += 1
      }
      return drops
    }
  }

  private func masked(_ text: EvaluatedText, _ positions: [Int]) -> Encoding {
    plan.masking.apply(to: text.encoding, at: positions, maskID: model.tokenizer.maskID)
  }

  /// The results for encodings, in their order; nil where a signal ended the work.
  private func run(_ encodings: [Encoding], explains: Bool) throws -> [Explanation]? {
    try runner.results(of: encodings, explains: explains)
  }
}

extension BatchRunner {
  /// The model's results for encodings, in their order; nil where a signal ended the work.
  func results(of encodings: [Encoding], explains: Bool) throws -> [Explanation]? {
    var runner = self
    runner.explains = explains
    var results: [Explanation] = []
    results.reserveCapacity(encodings.count)
    try runner.run { (feeder: OrderedFeeder<Int, Explanation>) in
      for (index, encoding) in encodings.enumerated() where try !feeder.add(encoding, tag: index) { return }
    } making: { _, explanation in
      explanation
    } taking: { _, explanation in
      results.append(explanation)
    }
    return results.count == encodings.count ? results : nil
  }
}
