/// Integrated Gradients for the batches of one worker. Each text has forward and backward passes of its own, with scaled copies of its
/// embeddings in one batch, so that its result depends on the text alone.
final class IntegratedGradientsObserver: AttributionObserver {
  private let method: IntegratedGradients
  /// The embeddings of the batch. `[N, E]`
  private let embeddings: FloatBuffer
  private var batch = PackedBatch([], rows: 0)
  private var attributions: [[Attribution]] = []
  private let path: IntegrationPath

  init(_ method: IntegratedGradients, _ capacity: BatchCapacity) {
    self.method = method
    embeddings = FloatBuffer(count: capacity.rows * method.configuration.normalizedEmbeddingSize)
    path = IntegrationPath(method, capacity)
  }

  func begin(_ batch: PackedBatch, keepsLayers: Bool) { self.batch = batch }

  func didEmbed(_ embeddings: FloatRows, _ batch: PackedBatch) {
    self.embeddings.pointer.update(from: embeddings.start, count: batch.rows * embeddings.columns)
  }

  func attributions(ofText index: Int) -> [Attribution] { attributions[index] }

  func didClassify(_ batch: ClassifiedBatch, counting count: StepCount) throws(GivenUp) {
    attributions = try batch.batch.texts.indices.map { (index) throws(GivenUp) -> [Attribution] in
      let (text, logits) = (batch.batch.texts[index], batch.logits[index])
      let classes = method.options.classes.classes(logits: logits, gold: batch.gold[index])
      return try integrate(text, logits, classes, rows: batch.batch.rows, count)
    }
  }

  private func integrate(
    _ text: PackedText, _ logits: [Float], _ classes: [Int], rows: Int, _ count: StepCount
  ) throws(GivenUp) -> [Attribution] {
    guard !classes.isEmpty else { return [] }
    let embedded = UnsafePointer(embeddings.pointer + text.start * method.configuration.normalizedEmbeddingSize)
    path.begin(embedded, count: text.count, rows: rows)
    let baseline = path.baseline()
    var done: [Int: Attribution] = [:]
    var open = classes
    let attempts = method.options.steps.attempts
    for steps in attempts {
      if steps != attempts.first { count.expect(steps) }
      let scores = try path.scores(of: open, steps: steps, counting: count)
      for (number, scores) in zip(open, scores) {
        let difference = Double(logits[number]) - Double(baseline[number])
        let residual = scores.reduce(0, +) - difference
        guard steps == attempts.last || IntegrationSteps.isSmall(residual: residual, difference: difference) else { continue }
        done[number] = Attribution(
          .integratedGradients, classIndex: number, scores: scores.map(Float.init), logit: Double(logits[number]), residual: residual)
      }
      open.removeAll { done[$0] != nil }
      if open.isEmpty { break }
    }
    return classes.compactMap { done[$0] }
  }
}
