/// The value of a kept column.
public enum KeptValue: Sendable, Hashable, ExpressibleByStringInterpolation {
  /// A text, such as a field of CSV.
  case text(String)
  /// A number, list, object, true or false, written as in the corpus' JSON.
  case json(String)

  /// Creates a text.
  public init(stringLiteral value: String) { self = .text(value) }

  /// The text, or the JSON as it is written.
  public var string: String {
    switch self {
    case .text(let string), .json(let string): string
    }
  }
}
