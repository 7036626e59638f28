/// What `config.json` says of a BERT or ELECTRA encoder and its classifier.
///
/// Fields and their defaults are those of transformers'
/// [BertConfig](https://github.com/huggingface/transformers/blob/v4.46.3/src/transformers/models/bert/configuration_bert.py) and
/// [ElectraConfig](https://github.com/huggingface/transformers/blob/v4.46.3/src/transformers/models/electra/configuration_electra.py).
/// A value made by ``init(directory:)`` is consistent: sizes are positive and small enough that the product of any two fits an `Int`,
/// and the heads divide the hidden size.
public struct ModelConfiguration: Sendable, Equatable {
  /// The encoders whose layers GlobEnc is defined for here.
  public enum ModelType: String, Sendable, CaseIterable {
    /// BERT: embeddings of the hidden size, a pooler, and a linear classifier.
    case bert
    /// ELECTRA's discriminator: smaller embeddings with a projection, and a classifier of two layers.
    case electra
  }

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

  /// BERT or ELECTRA.
  public var modelType: ModelType
  /// `hidden_size`, `D`.
  public var hiddenSize: Int
  /// `num_attention_heads`, `H`; divides `D`.
  public var attentionHeads: Int
  /// `num_hidden_layers`, `L`; at least 1.
  public var hiddenLayers: Int
  /// `intermediate_size`, `F`.
  public var intermediateSize: Int
  /// ELECTRA's `embedding_size`; equal to `hiddenSize` for BERT. Where it differs from `hiddenSize` the model projects.
  public var embeddingSize: Int
  /// `vocab_size`, `V`.
  public var vocabularySize: Int
  /// `max_position_embeddings`: the most tokens that a text can have.
  public var maxPositionEmbeddings: Int
  /// `type_vocab_size`: 1 means that the model was not made for pairs.
  public var typeVocabularySize: Int
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

  /// `d = D / H`
  public var headSize: Int { hiddenSize / attentionHeads }
}
