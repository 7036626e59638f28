import Engine

/// A tokenized text on its way through the model.
struct TaggedText<Tag: Sendable>: Sendable {
  /// The tokens of the text.
  let encoding: Encoding
  /// The caller's tag, which comes back with the result.
  let tag: Tag
  /// The gold class, as an index of the logits, for methods that explain its logit; nil where it is not known.
  var gold: Int?
}
