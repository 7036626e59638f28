/// What can go wrong with the files that the engine reads, in one sentence a user can act on.
///
/// Thrown for the outside world: models, vocabularies, checkpoints. A violated precondition of the engine itself traps instead.
public struct EngineError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What failed, why, where, and what to do about it.
  public let description: String

  /// Creates an error from its sentence.
  public init(_ description: String) {
    self.description = description
  }
}
