/// The reason why an archive cannot be written, in one sentence.
public struct ZipFailure: Error, CustomStringConvertible {
  /// What failed, why, and what to do.
  public let description: String
}
