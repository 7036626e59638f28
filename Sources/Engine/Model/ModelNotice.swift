/// Something about a model's files that a person should know, though the model can be used.
public struct ModelNotice: Sendable, Equatable {
  /// How much it matters.
  public enum Kind: Sendable, Equatable {
    /// How the files were understood, where there was a choice.
    case hint
    /// The results may not be what was hoped for.
    case warning
  }

  /// How much it matters.
  public let kind: Kind
  /// One sentence, without a full stop.
  public let text: String

  /// Creates a notice.
  init(_ kind: Kind, _ text: String) {
    self.kind = kind
    self.text = text
  }
}
