public import Support

/// What can go wrong with a store, in one sentence a user can act on.
///
/// Thrown for the outside world: a foreign or damaged file, a newer schema, settings that do not match. A violated precondition of the
/// store itself traps instead.
public struct StoreError: Failure, Equatable {
  /// What failed, why, where, and what to do about it.
  public let description: String
  /// The kind of the failure, for callers that go on after some of them.
  public let kind: FailureKind

  /// Whether it is the answer to a request to stop that came while waiting for another process; see `LockWait`.
  public var isInterruption: Bool { kind == .interrupted }
  /// Whether it tells of damage, so that other records may still be read.
  public var isDamage: Bool { kind == .damaged }

  /// Creates an error from its sentence.
  public init(_ description: String, kind: FailureKind = .refused) {
    self.description = description
    self.kind = kind
  }
}
