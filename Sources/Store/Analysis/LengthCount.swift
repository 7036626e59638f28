/// How many examples have so many tokens.
public struct LengthCount: Sendable, Equatable {
  /// Number of tokens, special ones included.
  public let tokens: Int
  /// Number of examples.
  public let examples: Int
  /// Number of examples whose one gold label is a class of the model and is predicted.
  public let right: Int
  /// Number of examples whose one gold label is a class of the model and is not predicted.
  public let wrong: Int
}
