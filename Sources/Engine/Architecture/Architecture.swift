/// A family of post-LN encoders, as data: what its settings and tensors are called, and how it numbers positions and shares layers.
///
/// A family is one file in Families/, and a line in ``all``. What no field here can say needs code in the encoder.
struct Architecture: Sendable {
  /// Which row of the position table the first token of a text gets.
  enum FirstPosition: Sendable {
    /// Row 0.
    case zero
    /// The row after that of the padding token, `pad_token_id` + 1: the rows before it are no positions.
    case behindPadding
  }

  /// `model_type`
  let modelType: String
  /// What the names of its classes in transformers begin with, as `architectures` has them: "Bert" of `BertModel`.
  let className: String
  /// What stands in front of its tensors' names where they are not those of the bare model: "bert."
  let prefix: String
  let keys: ConfigurationKeys
  let firstPosition: FirstPosition
  let modules: ModuleNames
  let classifier: ClassifierModules

  /// All families that are known.
  static let all: [Architecture] = [.bert, .electra]

  /// The families' names, for messages.
  static var names: String { all.map(\.modelType).joined(separator: ", ") }

  /// Whether a name in `architectures` is that of one of its classes.
  func hasClass(named name: String) -> Bool { name.hasPrefix(className + "For") || name == className + "Model" }
}

extension Architecture: Equatable {
  /// There is one value for each `model_type`.
  static func == (one: Architecture, other: Architecture) -> Bool { one.modelType == other.modelType }
}
