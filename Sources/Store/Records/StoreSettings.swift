/// What must be the same whenever a store is added to: a store holds the examples of one model under one set of choices.
public struct StoreSettings: Sendable, Equatable, Codable {
  /// Which local matrices a store keeps besides the aggregated one.
  public enum Layers: String, Sendable, Codable, CaseIterable { case final, all }

  /// What the logits mean; in a store it has the name that transformers' `problem_type` gives it.
  public enum ProblemType: String, Sendable, Codable {
    case singleLabel = "single_label_classification"
    case multiLabel = "multi_label_classification"
    case regression
    /// The model has no head: examples carry no prediction.
    case none
  }

  /// Which columns of the corpus were read as what.
  public struct Columns: Sendable, Equatable, Codable {
    /// The text.
    public var text: String
    /// The second text of a pair; nil where there are no pairs.
    public var textPair: String?
    /// The gold label.
    public var label: String
    /// The id of an example.
    public var id: String
    /// Further columns kept with each example, in order.
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

  /// The model as it was named on the command line (for people; not compared).
  public var model: String
  /// Hash of the configuration and the weights.
  public var modelFingerprint: String
  /// Hash of the vocabulary and the tokenizer's options.
  public var tokenizerFingerprint: String
  /// "n-enc"
  public var method: String
  /// "rollout"
  public var aggregate: String
  /// "f32"
  public var precision: String
  /// The tokens of a text at most, special ones included.
  public var maxLength: Int
  /// Which matrices are kept.
  public var layers: Layers
  /// Which columns of the corpus were read as what.
  public var columns: Columns
  /// The model's class names in order; empty without a head.
  public var labels: [String]
  /// What the logits mean.
  public var problemType: ProblemType
  /// How matrices become bytes.
  public var codec: MatrixCodec
  /// The tokens that consecutive windows of a long text share; nil where a long text is cut off instead.
  public var stride: Int?
  /// Whether texts, pairs and offsets are kept, or tokens only.
  public var keepsTexts: Bool

  /// How the values of the label column are read; nil where no label was seen yet from which a rule follows. What a store has holds for all runs.
  public var labelRule: LabelRule?

  /// The least sigmoid of a predicted label, where the model gives sets of labels; else nil.
  public var threshold: Double?

  /// Creates settings.
  public init(
    model: String, modelFingerprint: String, tokenizerFingerprint: String, method: String, aggregate: String, precision: String,
    maxLength: Int, layers: Layers, columns: Columns, labels: [String], problemType: ProblemType,
    codec: MatrixCodec = .tenthPercent, stride: Int? = nil, keepsTexts: Bool = true, labelRule: LabelRule? = nil,
    threshold: Double? = nil
  ) {
    self.model = model
    self.modelFingerprint = modelFingerprint
    self.tokenizerFingerprint = tokenizerFingerprint
    self.method = method
    self.aggregate = aggregate
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
