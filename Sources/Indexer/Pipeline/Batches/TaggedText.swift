import Engine

/// A text on its way through the model.
struct TaggedText<Tag: Sendable>: Sendable {
  /// Its tokens.
  let encoding: Encoding
  /// Its sender's name for it, which comes back with the result.
  let tag: Tag
}
