public import Support

/// A failure of the engine with a file, in one sentence that helps the user to act.
///
/// It reports problems outside the program: models, vocabularies, checkpoints. A violated precondition of the engine itself traps instead.
public struct EngineError: Failure, Equatable {
  /// The failure, its reason and place, and a remedy.
  public let description: String
  /// The kind of the failure.
  public let kind: FailureKind

  /// Creates an error from its sentence.
  public init(_ description: String, kind: FailureKind = .incompatible) {
    (self.description, self.kind) = (description, kind)
  }
}
