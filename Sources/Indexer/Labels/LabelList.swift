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
    guard let cell, cell.utf8.first == UInt8(ascii: "["), cell.utf8.last == UInt8(ascii: "]") else { return nil }
    return try? read(.list(cell), column: "")
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
