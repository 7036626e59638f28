/// What `config.json` says of a BERT or ELECTRA encoder and its classifier.
public struct ModelConfiguration: Sendable, Equatable {
  /// The encoders whose layers GlobEnc is defined for here.
  public enum ModelType: String, Sendable { case bert, electra }

  /// `hidden_act`: the non-linearity of the feed-forward block.
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
    /// One number.
    case regression
  }

  public var modelType: ModelType
  /// `D`
  public var hiddenSize: Int
  /// `H`
  public var attentionHeads: Int
  /// `L`
  public var hiddenLayers: Int
  /// `F`
  public var intermediateSize: Int
  /// `E`: ELECTRA's `embedding_size`; equal to `hiddenSize` for BERT.
  public var embeddingSize: Int
  /// `V`
  public var vocabularySize: Int
  public var maxPositionEmbeddings: Int
  public var typeVocabularySize: Int
  public var layerNormEpsilon: Float
  public var hiddenActivation: Activation
  /// ELECTRA's head: the activation between its two layers is GELU whatever `hidden_act` says, as in transformers.
  /// Names of the C classes in order: `id2label`, or LABEL_0 ... LABEL_(C-1).
  public var labels: [String]
  public var problemType: ProblemType

  /// `d = D / H`
  public var headSize: Int { hiddenSize / attentionHeads }
}
