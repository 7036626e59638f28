/// The text of a JSON object on one line, with its members in the order in which they are added.
public struct JSONObjectText {
  private var members: [String] = []

  /// An object without members.
  public init() {}

  /// The object.
  public var text: String { "{" + members.joined(separator: ", ") + "}" }

  /// Adds an integer.
  public mutating func add(_ name: String, _ value: Int) { add(name, json: String(value)) }

  /// Adds a number in the fewest digits that read back as the same value; null for nil, NaN and infinities.
  public mutating func add(_ name: String, _ value: Double?) {
    add(name, json: value.flatMap { $0.isFinite ? $0.description : nil } ?? "null")
  }

  /// Adds a string, or null.
  public mutating func add(_ name: String, _ value: String?) { add(name, json: value.map(JSONText.quoted) ?? "null") }

  /// Adds a list of objects.
  public mutating func add(_ name: String, _ objects: [JSONObjectText]) {
    add(name, json: "[" + objects.map(\.text).joined(separator: ", ") + "]")
  }

  /// Adds an object.
  public mutating func add(_ name: String, _ object: JSONObjectText) { add(name, json: object.text) }

  private mutating func add(_ name: String, json: String) { members.append(JSONText.quoted(name) + ": " + json) }
}
