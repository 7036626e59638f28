import CKernels

/// The straight path from embeddings of zero to those of one text: forward and backward passes at points of the path, as many of them in one
/// batch as fit.
final class IntegrationPath {
  private let method: IntegratedGradients
  private let workspace: EncoderWorkspace
  private let record: BackwardRecord
  private let pass: BackwardPass
  /// The text's embeddings. `[T, E]`
  private var embeddings: UnsafePointer<Float>?
  private var batch = PackedBatch([], rows: 0)
  private var tokens = 0

  init(_ method: IntegratedGradients, _ capacity: BatchCapacity) {
    self.method = method
    let linear = LinearContext()
    workspace = EncoderWorkspace(
      method.configuration, precision: method.precision, capacity: capacity, keepsPreActivations: true, linear: linear)
    record = BackwardRecord(method.weights, rules: [.gradient], capacity)
    pass = BackwardPass(method.weights, record, rules: [.gradient], capacity, linear)
  }

  /// Starts with a text of `count` tokens, whose embeddings stay valid as long as the path is used; batches have `rows` rows.
  func begin(_ embeddings: UnsafePointer<Float>, count: Int, rows: Int) {
    self.embeddings = embeddings
    tokens = count
    batch = PackedBatch(Array(repeating: count, count: rows / count), rows: rows)
  }

  /// The logits at embeddings of zero. `[C]`
  func baseline() -> [Float] {
    forward([0])
    return method.weights.head.head.logits(workspace.hidden, row: 0, size: method.configuration.hiddenSize)
  }

  /// The mean over the path of gradient times embedding, for each of some classes: the midpoint rule with `steps` steps. `[T]` for each
  /// class.
  /// - Throws: `GivenUp` where nobody waits for them any more.
  func scores(of classes: [Int], steps: Int, counting count: StepCount) throws(GivenUp) -> [[Double]] {
    var scores = classes.map { _ in [Double](repeating: 0, count: tokens) }
    let together = batch.texts.count
    for first in stride(from: 0, to: steps, by: together) {
      let factors = (first..<min(first + together, steps)).map { (Float($0) + 0.5) / Float(steps) }
      forward(factors)
      for (place, number) in classes.enumerated() {
        try count.did(0)
        pass.run(.gradient, classes: batch.texts.indices.map { $0 < factors.count ? number : nil }, hidden: workspace.hidden)
        for (factor, text) in zip(factors, batch.texts) {
          // The pass multiplies the gradient by the scaled embeddings.
          for token in 0..<tokens { scores[place][token] += Double(pass.sums.pointer[text.start + token]) / Double(factor) / Double(steps) }
        }
      }
      try count.did(factors.count)
    }
    return scores
  }

  /// Runs the layers for copies of the embeddings, each times its factor; the last copy is repeated to fill the batch.
  private func forward(_ factors: [Float]) {
    guard let embeddings else { preconditionFailure("a path without a text") }
    let size = method.configuration.normalizedEmbeddingSize
    let encoder = method.encoder
    let target = encoder.embeddings.output(in: workspace)
    target.pointer.update(repeating: 0, count: batch.rows * size)
    for (index, text) in batch.texts.enumerated() {
      ge_scale(embeddings, factors[min(index, factors.count - 1)], tokens * size, target.pointer + text.start * size)
    }
    LinearActivation.none.finish(target.pointer, rows: batch.rows, columns: size, reduced: target.reduced)
    record.begin(batch)
    record.didEmbed(FloatRows(start: target.pointer, columns: size, stride: size), batch)
    encoder.embeddings.project(rows: batch.rows, in: workspace)
    encoder.runLayers(batch, in: workspace, observers: [record])
  }
}
