/// A family of post-LN encoders, described as data: the names of its settings and tensors, its numbering of positions, and its sharing of
/// layers.
///
/// Each family has a file in Families/ and an entry in ``all``. Differences that these fields cannot describe need code in the encoder.
struct Architecture: Sendable {
  /// The row of the position table for the first token of a text.
  enum FirstPosition: Sendable {
    /// Row 0.
    case zero
    /// The row after the padding token's, `pad_token_id` + 1. The rows before it are not used for positions.
    case behindPadding
  }

  /// `model_type`
  let modelType: String
  /// Prefix of its class names in transformers, as in `architectures`: "Bert" in `BertModel`.
  let className: String
  /// Prefix of the tensor names in checkpoints of models with a head, in front of the names of the bare model: "bert."
  let prefix: String
  let keys: ConfigurationKeys
  let firstPosition: FirstPosition
  let modules: ModuleNames
  let classifier: ClassifierModules

  /// All supported families.
  static let all: [Architecture] = [.bert, .electra]

  /// The names of the families, for messages.
  static var names: String { all.map(\.modelType).joined(separator: ", ") }

  /// Whether a name in `architectures` is a class of this family.
  func hasClass(named name: String) -> Bool { name.hasPrefix(className + "For") || name == className + "Model" }
}

extension Architecture: Equatable {
  /// Each `model_type` has one value.
  static func == (one: Architecture, other: Architecture) -> Bool { one.modelType == other.modelType }
}
