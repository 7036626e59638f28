/// What `config.json` says of an encoder and its classifier. Keys and defaults are those of the family's ``Architecture``.
///
/// A value made by ``init(directory:)`` is consistent: sizes are positive and small enough that the product of any two fits an `Int`,
/// and the heads divide the hidden size.
public struct ModelConfiguration: Sendable, Equatable {
  /// `hidden_act`: the non-linearity of the feed-forward block.
  ///
  /// Between the two layers of ELECTRA's head it is ``gelu`` whatever `hidden_act` says, as in transformers.
  public enum Activation: Sendable, Equatable {
    /// `x * Phi(x)` with the error function ("gelu").
    case gelu
    /// The tanh approximation ("gelu_new", "gelu_pytorch_tanh").
    case geluTanh
    /// `max(x, 0)`.
    case relu
    /// `x * sigmoid(x)`, also known as swish.
    case silu
  }

  /// What the logits mean.
  public enum ProblemType: Sendable, Equatable {
    /// One of C classes: softmax.
    case singleLabel
    /// Any of C classes: a sigmoid each.
    case multiLabel
    /// One number; there is exactly one label.
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
  /// `embedding_size`; equal to `hiddenSize` in most families. Where it differs from `hiddenSize` the model projects.
  public var embeddingSize: Int
  /// `vocab_size`, `V`.
  public var vocabularySize: Int
  /// `max_position_embeddings`: the rows of the position table.
  public var maxPositionEmbeddings: Int
  /// The row of the position table that a text's first token gets.
  public var firstPosition: Int
  /// `type_vocab_size`; 1 where the family has no token types.
  public var typeVocabularySize: Int
  /// The weight sets of the layers; nil where each layer has its own.
  var layerGroups: Int?
  /// `layer_norm_eps`, added to the variance under the root.
  public var layerNormEpsilon: Float
  /// `hidden_act`.
  public var hiddenActivation: Activation
  /// Names of the C classes in order: `id2label`, or LABEL_0 ... LABEL_(C-1).
  public var labels: [String]
  /// `problem_type`, or what transformers takes it for: regression with one label, else one of several classes.
  public var problemType: ProblemType
  /// Whether tensors called `classifier` belong to a classifier of whole texts.
  ///
  /// False where `architectures` names a head for tokens, spans or choices, whose tensors have the same names.
  public var classifiesTexts: Bool

  /// `architectures`: the classes of transformers that the model was saved from; for messages.
  public var architectures: [String]
  /// Whether the classes have names of their own, other than LABEL_0 and so on.
  public var namesClasses: Bool

  /// Whether a checkpoint without a classifier of texts lacks something.
  public var promisesHead: Bool {
    classifiesTexts && (namesClasses || architectures.contains { $0.hasSuffix("ForSequenceClassification") })
  }

  /// The most tokens that a text can have.
  public var longestInput: Int { maxPositionEmbeddings - firstPosition }

  /// The weights of a layer: its number, or that of its group.
  func weightSet(ofLayer layer: Int) -> Int { layerGroups.map { layer * $0 / hiddenLayers } ?? layer }

  /// `d = D / H`
  public var headSize: Int { hiddenSize / attentionHeads }
}
