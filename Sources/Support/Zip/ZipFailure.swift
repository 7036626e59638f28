/// The reason why an archive cannot be written, in one sentence.
public struct ZipFailure: Failure {
  /// What failed, why, and what to do.
  public let description: String
  /// The system refuses the file.
  public let kind = FailureKind.unavailable
}
