/// A notice to the user about a model's files, although the model can be used.
public struct ModelNotice: Sendable, Equatable {
  /// The importance of a notice.
  public enum Kind: Sendable, Equatable {
    /// The reading of the files, where there was a choice.
    case hint
    /// The results may be wrong.
    case warning
  }

  /// Its importance.
  public let kind: Kind
  /// One sentence, without a full stop.
  public let text: String

  /// Creates a notice.
  init(_ kind: Kind, _ text: String) {
    self.kind = kind
    self.text = text
  }
}
