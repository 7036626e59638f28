public import Support

/// A failure of a store, in one sentence that helps the user to act.
///
/// It reports problems outside the program: a foreign or damaged file, a newer schema, settings that differ. A violated precondition of the
/// store itself traps instead.
public struct StoreError: Failure, Equatable {
  /// The failure, its reason and place, and a remedy.
  public let description: String
  /// The kind of the failure, for callers that continue after some kinds.
  public let kind: FailureKind

  /// Whether a request to stop ended a wait for another process; see `LockWait`.
  public var isInterruption: Bool { kind == .interrupted }
  /// Whether the store is damaged, so that other records may still be readable.
  public var isDamage: Bool { kind == .damaged }

  /// Creates an error from its sentence and its kind.
  public init(_ description: String, kind: FailureKind) {
    self.description = description
    self.kind = kind
  }
}
