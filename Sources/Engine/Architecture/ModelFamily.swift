/// A supported family of models, for people.
public struct ModelFamily: Sendable, Equatable {
  /// `model_type` in config.json.
  public let modelType: String
  /// The beginning of the names of its classes in transformers: "Roberta" in `RobertaModel`.
  public let className: String
  /// The kinds of tokenizers that its models come with.
  public let tokenizers: [String]
  /// The kinds of models whose values were compared with transformers'.
  public let tested: String
  /// The settings of config.json with which a model is refused, such as "is_decoder other than false".
  public let refused: [String]

  /// The classes whose checkpoints are read as a whole: with a classifier of texts, and the bare encoder.
  public var classes: [String] { ["ForSequenceClassification", "Model"].map { className + $0 } }

  /// All supported families.
  public static let all: [ModelFamily] = Architecture.all.map(ModelFamily.init)

  init(_ architecture: Architecture) {
    modelType = architecture.modelType
    className = architecture.className
    tokenizers = architecture.support.tokenizers
    tested = architecture.support.tested
    refused = (ConfigurationKeys.alwaysFixed + architecture.keys.fixed).map { "\($0.key) other than \($0.value.name)" }
  }
}
