/// A method of attribution. The raw value is its name for users and in stores.
public enum AttributionMethod: String, Sendable, CaseIterable {
  /// "W": the attention probabilities, averaged over heads.
  case w
  /// "W-FixedRes": the mean of W and the identity, which stands for the residual connection.
  case wFixedRes = "w-fixedres"
  /// "W-Res": W with the residual connection in the proportion that N-Enc measures.
  case wRes = "w-res"
  /// "N": the norms of the vectors that the attention mixes (Kobayashi et al., EMNLP 2020).
  case n
  /// "N-FixedRes": the mean of N with rows of sum 1 and the identity.
  case nFixedRes = "n-fixedres"
  /// "N-Res": the norms with the residual connection (Kobayashi et al., EMNLP 2021).
  case nRes = "n-res"
  /// "N-ResLN": the norms with the residual connection, after the first LayerNorm.
  case nResLN = "n-resln"
  /// GlobEnc's "N-Enc" (Modarressi et al., NAACL 2022): the norms of the contributions of all tokens to a layer's output, without the
  /// feed-forward block.
  case nEnc = "n-enc"
  /// ALTI (Ferrando et al., EMNLP 2022): how much nearer each token's part brings the first LayerNorm's output, by the L1 distance.
  case alti
  /// DecompX (Modarressi et al., ACL 2023) with the biases as a term of their own, for each class, in logits: the share of each token in the
  /// affine map that the classifier is while attention, LayerNorms' deviations and slopes of activations are held fixed.
  case decompXLinear = "decompx-linear"
  /// DecompX with its authors' settings: each bias is shared among the tokens by absolute inner product, so that the scores alone add up to
  /// the logit. Its time is that of as many forward passes as the text has tokens.
  case decompX = "decompx"
  /// The gradient of the class' logit with respect to the embeddings, after their LayerNorm, times the embeddings, summed over features.
  case gradientInput = "gradient-input"
  /// The same product's L2 norm over features, of the predicted class.
  case gradientNorm = "gradient-norm"
  /// Integrated Gradients (Sundararajan et al., ICML 2017) from embeddings of zero, by the midpoint rule.
  case integratedGradients = "integrated-gradients"
  /// The drop of the class' logit where the mask token takes the place of a word, divided among the word's pieces.
  case occlusion

  /// Whether scores have a sign and explain the logit of one class.
  public var isSigned: Bool {
    switch self {
    case .decompXLinear, .decompX, .gradientInput, .integratedGradients, .occlusion: true
    case .w, .wFixedRes, .wRes, .n, .nFixedRes, .nRes, .nResLN, .nEnc, .alti, .gradientNorm: false
    }
  }

  /// Whether each layer has a matrix by the method, so that aggregations differ.
  public var hasMatrices: Bool { LocalMatrix(self) != nil }

  /// The rule of the method's backward pass; nil where it needs none.
  var rule: BackwardRule? {
    switch self {
    case .w, .wFixedRes, .wRes, .n, .nFixedRes, .nRes, .nResLN, .nEnc, .alti, .decompX, .occlusion: nil
    case .decompXLinear: .frozen
    case .gradientInput, .gradientNorm, .integratedGradients: .gradient
    }
  }
}

/// The aggregation of the local matrices of all layers.
public enum Aggregate: String, Sendable, CaseIterable {
  /// The product of the matrices, with the last layer leftmost.
  case rollout
  /// Attention flow (Abnar & Zuidema, ACL 2020): the maximum flow from a token of the last layer to each token of the input, through a
  /// graph whose edges have the local matrices as capacities.
  case maximumFlow = "maxflow"
}
