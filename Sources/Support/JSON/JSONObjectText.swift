/// The text of a JSON object on one line, with its members in the order in which they are added, and spaces for readers.
public struct JSONObjectText {
  private var members: [JSONOutput.Member] = []

  /// An object without members.
  public init() {}

  /// The object.
  public var text: String { output.text(spacing: " ") }

  private var output: JSONOutput { .object(members) }

  /// Adds an integer, or null.
  public mutating func add(_ name: String, _ value: Int?) { members.append((name, value.map(JSONOutput.integer) ?? .null)) }

  /// Adds true or false.
  public mutating func add(_ name: String, _ value: Bool) { members.append((name, .flag(value))) }

  /// Adds a number in the fewest digits that read back as the same value; null for nil, NaN and infinities.
  public mutating func add(_ name: String, _ value: Double?) { members.append((name, value.map(JSONOutput.double) ?? .null)) }

  /// Adds a string, or null.
  public mutating func add(_ name: String, _ value: String?) { members.append((name, value.map(JSONOutput.text) ?? .null)) }

  /// Adds a list of objects.
  public mutating func add(_ name: String, _ objects: [JSONObjectText]) { members.append((name, .array(objects.map(\.output)))) }

  /// Adds an object.
  public mutating func add(_ name: String, _ object: JSONObjectText) { members.append((name, object.output)) }
}
