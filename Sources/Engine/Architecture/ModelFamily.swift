/// A supported family of models, for people.
public struct ModelFamily: Sendable, Equatable {
  /// `model_type` in config.json.
  public let modelType: String
  /// The classes of transformers whose checkpoints are read: with a classifier of texts, and the bare encoder.
  public let classes: [String]
  /// The kinds of tokenizers that its models come with.
  public let tokenizers: [String]
  /// The kinds of models whose values were compared with transformers'.
  public let tested: String
  /// The settings of config.json with which a model is refused.
  public let refused: [String]

  /// All supported families.
  public static let all: [ModelFamily] = Architecture.all.map(ModelFamily.init)

  init(_ architecture: Architecture) {
    modelType = architecture.modelType
    classes = ["ForSequenceClassification", "Model"].map { architecture.className + $0 }
    tokenizers = architecture.support.tokenizers
    tested = architecture.support.tested
    refused = architecture.keys.fixed.map { "\($0.key) other than \($0.value.name)" }
  }
}
