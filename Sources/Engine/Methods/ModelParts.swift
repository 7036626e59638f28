/// The parts of a model from which methods are prepared.
struct ModelParts: Sendable {
  let checkpoint: Checkpoint
  let configuration: ModelConfiguration
  /// Number format of the forward pass' products.
  let precision: Precision
  /// `[L]`
  let layers: [LayerWeights]
  let encoder: Encoder
  /// Nil where the model has no classifier.
  let head: ClassificationHead?
  let tokenizer: any Tokenizer

  /// The classifier, for methods that explain its logits.
  /// - Throws: `EngineError` where the model has none.
  var classifier: ClassificationHead {
    get throws {
      guard let head else {
        throw EngineError(
          "the model has no classifier of texts, and only a classifier's logits can be explained with a sign or by gradients: choose n-enc")
      }
      return head
    }
  }

  /// The projection of the embeddings behind their LayerNorm; nil in a model without. `[D, E]`
  var embeddingProjection: DenseWeights? {
    get throws {
      guard configuration.projectsEmbeddings, !configuration.architecture.modules.normalizesProjection else { return nil }
      return try DenseWeights(
        checkpoint, configuration.architecture.modules.embeddingProjection, outputs: configuration.hiddenSize,
        inputs: configuration.embeddingSize)
    }
  }
}

/// The choices that methods leave to the caller.
struct MethodOptions: Sendable {
  var aggregates = Aggregates(kinds: [.rollout], flowRows: .first)
  var classes: ClassChoice
  var steps: IntegrationSteps
  /// Bytes that DecompX may take in a worker for the parts of a text.
  var memory = Int.max
}
