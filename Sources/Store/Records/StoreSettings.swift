/// The settings that all runs into a store share: a store holds the examples of one model under one set of choices.
public struct StoreSettings: Sendable, Equatable, Codable {
  /// The local matrices that a store keeps besides the aggregated one.
  public enum Layers: String, Sendable, Codable, CaseIterable { case final, all }

  /// The meaning of the logits; in a store it has the name in transformers' `problem_type`.
  public enum ProblemType: String, Sendable, Codable {
    case singleLabel = "single_label_classification"
    case multiLabel = "multi_label_classification"
    case regression
    /// The model has no classification head: examples have no prediction.
    case none
  }

  /// The columns of the corpus.
  public struct Columns: Sendable, Equatable, Codable {
    /// The text.
    public var text: String
    /// The second text of a pair; nil where there are no pairs.
    public var textPair: String?
    /// The gold label.
    public var label: String
    /// The id of an example.
    public var id: String
    /// Further columns that are kept with each example, in order.
    public var keep: [String]

    /// Creates the names of the columns.
    public init(text: String, textPair: String?, label: String, id: String, keep: [String]) {
      self.text = text
      self.textPair = textPair
      self.label = label
      self.id = id
      self.keep = keep
    }
  }

  /// The model as named on the command line, for people; not compared.
  public var model: String
  /// Hash of the configuration and the weights.
  public var modelFingerprint: String
  /// Hash of the vocabulary and the tokenizer's options.
  public var tokenizerFingerprint: String
  /// The methods of attribution without duplicates; the first is the default of queries. Never empty; a later run may append further
  /// methods.
  public var methods: [MethodSettings]
  /// "f32"
  public var precision: String
  /// Maximum length of a text in tokens, including special ones.
  public var maxLength: Int
  /// The matrices that are kept.
  public var layers: Layers
  /// The columns of the corpus.
  public var columns: Columns
  /// The model's class names in order; empty without a classification head.
  public var labels: [String]
  /// The meaning of the logits.
  public var problemType: ProblemType
  /// The codec of the matrices.
  public var codec: MatrixCodec
  /// Number of tokens that consecutive windows of a long text share; nil where a long text is truncated.
  public var stride: Int?
  /// Whether texts, pairs and offsets are kept, or tokens only.
  public var keepsTexts: Bool

  /// The rule by which labels are read, for all runs; nil where no label that decides it was seen yet.
  public var labelRule: LabelRule?

  /// Least sigmoid of a predicted label, where the model gives sets of labels; else nil.
  public var threshold: Double?

  /// Creates settings.
  public init(
    model: String, modelFingerprint: String, tokenizerFingerprint: String, methods: [MethodSettings] = [MethodSettings(.nEnc)],
    precision: String,
    maxLength: Int, layers: Layers, columns: Columns, labels: [String], problemType: ProblemType,
    codec: MatrixCodec = .tenthPercent, stride: Int? = nil, keepsTexts: Bool = true, labelRule: LabelRule? = nil,
    threshold: Double? = nil
  ) {
    self.model = model
    self.modelFingerprint = modelFingerprint
    self.tokenizerFingerprint = tokenizerFingerprint
    self.methods = methods
    self.precision = precision
    self.maxLength = maxLength
    self.layers = layers
    self.columns = columns
    self.labels = labels
    self.problemType = problemType
    self.codec = codec
    self.stride = stride
    self.keepsTexts = keepsTexts
    self.labelRule = labelRule
    self.threshold = threshold
  }
}

extension StoreSettings {
  /// The first method, the default of queries.
  public var method: Method { methods[0].method }
}
