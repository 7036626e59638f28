import Engine

/// A tokenized text on its way through the model.
struct TaggedText<Tag: Sendable>: Sendable {
  /// The tokens of the text.
  let encoding: Encoding
  /// The caller's tag, which comes back with the result.
  let tag: Tag
}
