/// Integrated Gradients (Sundararajan et al., ICML 2017, <https://arxiv.org/abs/1703.01365>): gradient times embedding, averaged over a
/// straight path from embeddings of zero, after their LayerNorm, by the midpoint rule.
struct IntegratedGradients: PreparedMethod {
  let weights: BackwardWeights
  let encoder: Encoder
  /// Of the forward passes.
  let precision: Precision
  let options: MethodOptions

  init(_ weights: BackwardWeights, _ parts: ModelParts, _ options: MethodOptions) {
    self.weights = weights
    encoder = parts.encoder
    precision = parts.precision
    self.options = options
  }

  var configuration: ModelConfiguration { weights.configuration }

  func makeObserver(_ capacity: BatchCapacity) -> any AttributionObserver { IntegratedGradientsObserver(self, capacity) }

  /// A step is a point of the path. Further attempts have further ones.
  func steps(of encoding: Encoding) -> Int? { options.steps.attempts[0] }
}
