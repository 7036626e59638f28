/// What the users of a family's models should know.
struct FamilySupport: Sendable {
  /// The kinds of tokenizers that its models come with.
  let tokenizers: [String]
  /// The kinds of models whose values were compared with transformers'.
  let tested: String
}
