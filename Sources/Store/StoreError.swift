/// What can go wrong with a store, in one sentence a user can act on.
///
/// Thrown for the outside world: a foreign or damaged file, a newer schema, settings that do not match. A violated precondition of the
/// store itself traps instead.
public struct StoreError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What failed, why, where, and what to do about it.
  public let description: String
  /// Whether it is the answer to a request to stop that came while waiting for another process; see `LockWait`.
  public let isInterruption: Bool

  /// Creates an error from its sentence.
  public init(_ description: String, isInterruption: Bool = false) {
    self.description = description
    self.isInterruption = isInterruption
  }
}
