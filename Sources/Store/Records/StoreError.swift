/// What can go wrong with a store, in one sentence a user can act on.
///
/// Thrown for the outside world: a foreign or damaged file, a newer schema, settings that do not match. A violated precondition of the
/// store itself traps instead.
public struct StoreError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What kind of failure it is, for callers that go on after some of them.
  public enum Kind: Sendable, Equatable {
    /// A record, or more of the store, contradicts itself or cannot be decoded; the rest may be sound.
    case damage
    /// The file cannot be read or written to now: it is locked, the disk is full or fails, a permission or memory is lacking.
    case unavailable
    /// A request to stop came while waiting for another process; see `LockWait`.
    case interruption
    /// Anything else: what was asked for is not possible with this file.
    case refusal
  }

  /// What failed, why, where, and what to do about it.
  public let description: String
  /// What kind of failure it is.
  public let kind: Kind

  /// Whether it is the answer to a request to stop that came while waiting for another process; see `LockWait`.
  public var isInterruption: Bool { kind == .interruption }
  /// Whether it tells of damage, so that other records may still be read.
  public var isDamage: Bool { kind == .damage }

  /// Creates an error from its sentence.
  public init(_ description: String, kind: Kind = .refusal) {
    self.description = description
    self.kind = kind
  }
}
