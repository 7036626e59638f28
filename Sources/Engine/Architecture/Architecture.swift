/// A family of post-LN encoders, described as data: the names of its settings and tensors, its numbering of positions, and its sharing of
/// layers.
///
/// Each family has a file in Families/ and an entry in ``all``. Differences that these fields cannot describe need code in the encoder.
struct Architecture: Sendable {
  /// The row of the position table for each token of a text.
  enum Positions: Sendable, Equatable {
    /// Rows 0, 1, 2 and so on.
    case fromZero
    /// Tokens other than the padding token have the rows `pad_token_id` + 1, + 2 and so on. A padding token, which the text may spell, has
    /// the row `pad_token_id` and is not counted. The rows before it are not used.
    case behindPadding
    /// As ``behindPadding``, with this id whatever `pad_token_id` says.
    case behind(Int)
  }

  /// `model_type`
  let modelType: String
  /// Prefix of its class names in transformers, as in `architectures`: "Bert" in `BertModel`.
  let className: String
  /// Prefix of the tensor names in checkpoints of models with a head, in front of the names of the bare model: "bert."
  let prefix: String
  let keys: ConfigurationKeys
  let positions: Positions
  let modules: ModuleNames
  let classifier: ClassifierModules
  /// How attention knows the distance of two tokens.
  var relativePositions = RelativePositionModules.none
  /// What the family's users should know.
  let support: FamilySupport

  /// All supported families.
  static let all: [Architecture] = [.bert, .electra, .roberta, .xlmRoberta, .camembert, .distilbert, .albert, .mpnet, .deberta, .debertaV2]

  /// The prefixes of the families' tensor names, each once.
  static let prefixes: [String] = all.map(\.prefix).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }

  /// The names of the families, for messages.
  static var names: String { all.map(\.modelType).joined(separator: ", ") }

  /// Whether a name in `architectures` is a class of this family.
  func hasClass(named name: String) -> Bool { name.hasPrefix(className + "For") || name == className + "Model" }
}

extension Architecture: Equatable {
  /// Each `model_type` has one value.
  static func == (one: Architecture, other: Architecture) -> Bool { one.modelType == other.modelType }
}
