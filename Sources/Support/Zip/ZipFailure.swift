/// Why an archive could not be written: one sentence.
public struct ZipFailure: Error, CustomStringConvertible {
  /// What failed, why, and what to do.
  public let description: String
}
