public import Support

/// What can go wrong with the files that the engine reads, in one sentence a user can act on.
///
/// Thrown for the outside world: models, vocabularies, checkpoints. A violated precondition of the engine itself traps instead.
public struct EngineError: Failure, Equatable {
  /// What failed, why, where, and what to do about it.
  public let description: String
  /// The kind of the failure.
  public let kind: FailureKind

  /// Creates an error from its sentence.
  public init(_ description: String, kind: FailureKind = .incompatible) {
    (self.description, self.kind) = (description, kind)
  }
}
