/// Where a text stops being JSON, and why.
public struct JSONSyntaxError: Error, Equatable {
  /// The first line is 1.
  public let line: Int
  /// In characters of the line; the first one is 1.
  public let column: Int
  /// For example "a string is not closed".
  public let reason: String
}
