/// What kind of failure an error reports, beside its sentence: callers decide by the kind, people by the sentence.
public enum FailureKind: Sendable, CaseIterable {
  /// Data contradict themselves or cannot be decoded; the data beside them may be sound.
  case damaged
  /// Another process holds a file or a lock; a later attempt may succeed.
  case busy
  /// The disk is full.
  case full
  /// The system refuses a file or a device, or has no memory left.
  case unavailable
  /// A request to stop arrived.
  case interrupted
  /// A file, a name or a record does not exist, or nothing matches.
  case notFound
  /// Data have another format, version, model or setting than the request needs.
  case incompatible
  /// The arguments of a program contradict each other, which shows only while the program runs.
  case misused
  /// The request cannot be carried out for any other reason.
  case refused
}
