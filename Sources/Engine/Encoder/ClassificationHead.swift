/// The classifier: a pooler with a linear classifier, as BERT has it, or a head of two layers, such as `RobertaClassificationHead`. It turns
/// the last hidden state of the first token into logits.
struct ClassificationHead: Sendable {
  /// `[D, D]`
  let dense: DenseWeights
  let activation: LinearActivation
  /// `[C, D]`
  let output: DenseWeights

  /// Reads the head; nil where the checkpoint has none.
  init?(_ checkpoint: Checkpoint, _ configuration: ModelConfiguration) throws {
    let modules = configuration.architecture.classifier
    guard configuration.classifiesTexts, checkpoint.contains(modules.output + ".weight") else { return nil }
    let size = configuration.hiddenSize
    dense = try DenseWeights(checkpoint, modules.dense, outputs: size, inputs: size)
    activation = LinearActivation(configuration.classifierActivation)
    output = try DenseWeights(checkpoint, modules.output, outputs: configuration.labels.count, inputs: size)
  }

  /// The logits `[C]` of the text whose first token is at `row` of `hidden` `[N, D]`.
  func logits(_ hidden: FloatBuffer, row: Int, size: Int) -> [Float] {
    let inner = Kernels.affine(weight: dense.weight, bias: dense.bias, hidden, row: row, inputs: size)
    return Kernels.affine(weight: output.weight, bias: output.bias, activation.applied(to: inner))
  }
}
