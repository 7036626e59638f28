/// Lists of gold labels, for models that give a text several.
enum LabelList {
  /// The elements of a JSON value that is a list; nil for another.
  /// - Throws: `JSONObjectScanner.Problem` where an element is neither text nor a number nor true or false.
  static func read(_ value: JSONValue?, column: String) throws -> [String]? {
    guard case .list(let text) = value else { return nil }
    var scanner = JSONObjectScanner(Array(text.utf8))
    return try scanner.elements().map { element in
      switch element {
      case .string(let text), .number(let text): return text
      case .bool(let value): return value ? "true" : "false"
      case .null, .list, .object:
        throw JSONObjectScanner.Problem(reason: "'\(column)' is a list that holds \(element.kind), not only text or numbers")
      }
    }
  }

  /// The elements of a field of CSV that is a JSON list of text or numbers; nil for another.
  static func read(cell: String?) -> [String]? {
    guard let cell, isLike(cell) else { return nil }
    return try? read(.list(cell), column: "")
  }

  /// Whether a label looks like a list, as Python prints one.
  static func isLike(_ label: String) -> Bool { label.utf8.first == UInt8(ascii: "[") && label.utf8.last == UInt8(ascii: "]") }

  /// Why a label that looks like a list cannot be taken as one.
  static func notJSON(column: String) -> String {
    "'\(column)' looks like a list but is none in JSON: write lists as JSON, [\"a\", \"b\"] or [0, 1] (json.dumps in Python)"
  }

  /// Why a label that is none cannot stand among lists of a 0 or 1 for each class.
  static func noList(column: String) -> String {
    "'\(column)' is no list, as this column's labels are: a 0 or 1 for each class of the model is expected"
  }

  /// Why a list of another length than a 0 or 1 for each class has is none.
  static func wrongLength(_ count: Int, classes: Int, column: String) -> String {
    "'\(column)' has \(count) value\(count == 1 ? "" : "s"), the model has \(classes) classes: a 0 or 1 for each class is expected"
  }

  /// Why a list of other numbers is no list of a 0 or 1 for each class.
  static func notBits(column: String) -> String {
    "'\(column)' is a list of other values than 0 and 1: a 0 or 1 for each class of the model is expected, or the names of those that hold"
  }

  /// Why a row whose label is a list cannot be indexed with a model that gives one label.
  static func refusal(column: String) -> String {
    "'\(column)' is a list, not text or a number: only a model whose problem_type is multi_label_classification takes several labels"
  }

  /// Whether the elements are a 0 or a 1, or false or true, for each of so many classes.
  static func isVector(_ elements: [String], classes: Int) -> Bool {
    elements.count == classes && classes > 1 && elements.allSatisfy { bit($0) != nil }
  }

  /// Whether an element of a vector says that the text has the label of its place; nil where it says neither.
  static func bit(_ element: String) -> Bool? {
    switch element.lowercased() {
    case "true": true
    case "false": false
    default:
      switch LabelNumber.parse(element) {
      case 0: false
      case 1: true
      default: nil
      }
    }
  }
}
