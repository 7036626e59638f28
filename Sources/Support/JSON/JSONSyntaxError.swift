/// The place where a text stops being JSON, and the reason.
public struct JSONSyntaxError: Error, Equatable {
  /// Number of the line, from 1.
  public let line: Int
  /// Number of the character in the line, from 1.
  public let column: Int
  /// The reason, such as "a string is not closed".
  public let reason: String
}
