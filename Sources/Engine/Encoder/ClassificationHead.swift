/// The layers that turn the last hidden state of [CLS] into logits.
enum ClassificationHead: Sendable {
  /// `BertPooler` (dense, tanh) and `classifier`.
  case bert(pooler: DenseWeights, classifier: DenseWeights)
  /// `ElectraClassificationHead`: dense, GELU whatever `hidden_act` is, `out_proj`.
  case electra(dense: DenseWeights, outProjection: DenseWeights)

  /// Reads the head, or nil where the checkpoint has none.
  init?(_ checkpoint: Checkpoint, _ configuration: ModelConfiguration) throws {
    guard configuration.classifiesTexts else { return nil }
    let size = configuration.hiddenSize
    let classes = configuration.labels.count
    switch configuration.modelType {
    case .bert:
      guard checkpoint.contains("classifier.weight") else { return nil }
      self = .bert(
        pooler: try DenseWeights(checkpoint, "pooler.dense", outputs: size, inputs: size),
        classifier: try DenseWeights(checkpoint, "classifier", outputs: classes, inputs: size))
    case .electra:
      guard checkpoint.contains("classifier.out_proj.weight") else { return nil }
      self = .electra(
        dense: try DenseWeights(checkpoint, "classifier.dense", outputs: size, inputs: size),
        outProjection: try DenseWeights(checkpoint, "classifier.out_proj", outputs: classes, inputs: size))
    }
  }

  /// The logits `[C]` of the text whose [CLS] is at `row` of `hidden` `[N, D]`.
  func logits(_ hidden: FloatBuffer, row: Int, size: Int) -> [Float] {
    switch self {
    case .bert(let pooler, let classifier):
      let pooled = Kernels.affine(weight: pooler.weight, bias: pooler.bias, hidden, row: row, inputs: size)
      return Kernels.affine(weight: classifier.weight, bias: classifier.bias, LinearActivation.tanh.applied(to: pooled))
    case .electra(let dense, let outProjection):
      let inner = Kernels.affine(weight: dense.weight, bias: dense.bias, hidden, row: row, inputs: size)
      return Kernels.affine(weight: outProjection.weight, bias: outProjection.bias, LinearActivation.gelu.applied(to: inner))
    }
  }
}
