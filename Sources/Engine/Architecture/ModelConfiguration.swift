/// The configuration of an encoder and its classifier, from `config.json`. The family's ``Architecture`` gives keys and defaults.
///
/// A value created by ``init(directory:)`` is consistent: all sizes are positive, the product of any two fits an `Int`, and `H` divides
/// `D`.
public struct ModelConfiguration: Sendable, Equatable {
  /// `hidden_act`: the activation of the feed-forward block.
  ///
  /// The classifier of ELECTRA uses ``gelu`` between its two layers whatever `hidden_act` says, as in transformers. Several names are of one
  /// formula: `ACT2CLS` of <https://github.com/huggingface/transformers/blob/v4.46.3/src/transformers/activations.py>.
  public enum Activation: Sendable, Equatable {
    /// `x * Phi(x)` with the error function ("gelu", "gelu_python").
    case gelu
    /// The tanh approximation ("gelu_new", "gelu_pytorch_tanh", "gelu_fast", "gelu_accurate").
    case geluTanh
    /// `max(x, 0)`.
    case relu
    /// `x * sigmoid(x)`, also known as swish.
    case silu
  }

  /// The interpretation of the logits.
  public enum ProblemType: Sendable, Equatable {
    /// Exactly one of C classes; probabilities by softmax.
    case singleLabel
    /// Any number of C classes; a probability for each by sigmoid.
    case multiLabel
    /// A number; the model has exactly one label.
    case regression
  }

  /// The family, by `model_type`.
  var architecture: Architecture
  /// `hidden_size`, `D`.
  public var hiddenSize: Int
  /// `num_attention_heads`, `H`; divides `D`.
  public var attentionHeads: Int
  /// `num_hidden_layers`, `L`; at least 1.
  public var hiddenLayers: Int
  /// `intermediate_size`, `F`.
  public var intermediateSize: Int
  /// `embedding_size`; in most families equal to `hiddenSize`.
  public var embeddingSize: Int
  /// `vocab_size`, `V`.
  public var vocabularySize: Int
  /// `max_position_embeddings`: number of rows of the position table.
  public var maxPositionEmbeddings: Int
  /// The row of the position table for the first token of a text, unless that is the padding token.
  public var firstPosition: Int
  /// `pad_token_id`, where padding tokens have a position of their own; nil in a family whose positions do not depend on tokens.
  var paddingPosition: Int?
  /// Whether the embeddings have positions. A model of relative positions may do without.
  var embedsPositions: Bool
  /// `type_vocab_size`; 0 where the model has no table of token types, and any type is ignored.
  public var typeVocabularySize: Int
  /// How scores depend on the distance of two tokens; nil where they depend on queries and keys alone.
  var relativeAttention: RelativeAttention?
  /// Number of products that a score is a sum of, by which its scale allows for their larger sum: 1, or more with disentangled attention.
  var scoreTerms: Int
  /// Number of weight sets that the layers share; nil where each layer has its own.
  var layerGroups: Int?
  /// `layer_norm_eps`, which is added to the variance before the square root.
  public var layerNormEpsilon: Float
  /// `hidden_act`.
  public var hiddenActivation: Activation
  /// The function between the layers of the classifier.
  var classifierActivation: ClassifierModules.Activation
  /// Names of the C classes in order: `id2label`, or LABEL_0 ... LABEL_(C-1).
  public var labels: [String]
  /// `problem_type`; by default, as in transformers, regression with one label and single-label classification with several.
  public var problemType: ProblemType
  /// Whether tensors called `classifier` belong to a classifier of whole texts.
  ///
  /// False where `architectures` names a head for tokens, spans or choices, whose tensors have the same names.
  public var classifiesTexts: Bool

  /// `architectures`: the class in transformers that saved the model; for messages.
  public var architectures: [String]
  /// Whether the classes have names other than LABEL_0, LABEL_1 and so on.
  public var namesClasses: Bool

  /// Whether a checkpoint of this model should contain a classifier of texts.
  public var promisesHead: Bool {
    classifiesTexts && (namesClasses || architectures.contains { $0.hasSuffix("ForSequenceClassification") })
  }

  /// Maximum number of tokens of a text.
  public var longestInput: Int { maxPositionEmbeddings - firstPosition }

  /// Number of weight sets: fewer than layers where several share one.
  public var weightSets: Int { layerGroups ?? hiddenLayers }

  /// Number of the weight set of a layer: the layer's own number, or its group's, in the arithmetic of transformers.
  func weightSet(ofLayer layer: Int) -> Int {
    layerGroups.map { Int(Double(layer) / (Double(hiddenLayers) / Double($0))) } ?? layer
  }

  /// Whether a dense layer leads from the embeddings to the first layer.
  public var projectsEmbeddings: Bool { embeddingSize != hiddenSize || architecture.modules.projectsEqualSizes }

  /// Number of features of the embeddings behind their LayerNorm, `E` or `D`.
  var normalizedEmbeddingSize: Int { architecture.modules.normalizesProjection ? hiddenSize : embeddingSize }

  /// Whether the model can embed tokens of this type.
  public func hasTokenType(_ type: UInt8) -> Bool { typeVocabularySize == 0 || Int(type) < typeVocabularySize }

  /// `d = D / H`
  public var headSize: Int { hiddenSize / attentionHeads }

  /// Number of products with vectors of distances that a score contains: 0, or 1 or 2 with disentangled attention.
  public var disentangledTerms: Int {
    if case .disentangled = relativeAttention { scoreTerms - 1 } else { 0 }
  }

  /// The scale of the scores, 1 / sqrt(d), or less where each is a sum of several products.
  var scoreFactor: Float { 1 / Float(headSize * scoreTerms).squareRoot() }
}
