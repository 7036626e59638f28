/// What must be the same whenever a store is added to: a store holds the examples of one model under one set of choices.
public struct StoreSettings: Sendable, Equatable, Codable {
  /// Which local matrices a store keeps besides the aggregated one.
  public enum Layers: String, Sendable, Codable, CaseIterable { case final, all }

  /// What the logits mean.
  public enum ProblemType: String, Sendable, Codable {
    case singleLabel, multiLabel, regression
    /// The model has no head: examples carry no prediction.
    case none
  }

  /// Which columns of the corpus were read as what.
  public struct Columns: Sendable, Equatable, Codable {
    public var text: String
    public var textPair: String?
    public var label: String
    public var id: String
    /// Further columns kept with each example, in order.
    public var keep: [String]

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
  public var maxLength: Int
  public var layers: Layers
  public var columns: Columns
  /// The model's class names in order; empty without a head.
  public var labels: [String]
  public var problemType: ProblemType

  public init(
    model: String, modelFingerprint: String, tokenizerFingerprint: String, method: String, aggregate: String, precision: String,
    maxLength: Int, layers: Layers, columns: Columns, labels: [String], problemType: ProblemType
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
  }
}
