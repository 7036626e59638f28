/// Lists of gold labels, for models that give a text several labels.
enum LabelList {
  /// The elements of a JSON value that is a list; nil for other values.
  /// - Throws: `JSONObjectScanner.Problem` where an element is neither a text, nor a number, nor true or false.
  static func read(_ value: CorpusValue?, column: String) throws -> [String]? {
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

  /// The elements of a CSV field that is a JSON list of texts or numbers; nil for other fields.
  static func read(cell: String?) -> [String]? {
    guard let cell, isLike(cell) else { return nil }
    return try? read(.list(cell), column: "")
  }

  /// Whether a label looks like a list as Python prints it.
  static func isLike(_ label: String) -> Bool { label.utf8.first == UInt8(ascii: "[") && label.utf8.last == UInt8(ascii: "]") }

  /// The reason why a label that looks like a list cannot be read as one.
  static func notJSON(column: String) -> String {
    "'\(column)' looks like a list but is none in JSON: write lists as JSON, [\"a\", \"b\"] or [0, 1] (json.dumps in Python)"
  }

  /// The reason why a single label cannot stand among lists of a 0 or 1 for each class.
  static func noList(column: String) -> String {
    "'\(column)' is no list, as this column's labels are: a 0 or 1 for each class of the model is expected"
  }

  /// The reason why a list of the wrong length is no list of a 0 or 1 for each class.
  static func wrongLength(_ count: Int, classes: Int, column: String) -> String {
    "'\(column)' has \(count) value\(count == 1 ? "" : "s"), the model has \(classes) classes: a 0 or 1 for each class is expected"
  }

  /// The reason why a list of other numbers is no list of a 0 or 1 for each class.
  static func notBits(column: String) -> String {
    "'\(column)' is a list of other values than 0 and 1: a 0 or 1 for each class of the model is expected, or the names of those that hold"
  }

  /// The reason why a row whose label is a list cannot be indexed with a model that gives one label.
  static func refusal(column: String) -> String {
    "'\(column)' is a list, not text or a number: only a model whose problem_type is multi_label_classification takes several labels"
  }

  /// Whether the list has a 0 or 1, or false or true, for each of so many classes.
  static func isVector(_ elements: [String], classes: Int) -> Bool {
    elements.count == classes && classes > 1 && elements.allSatisfy { bit($0) != nil }
  }

  /// Whether an element of a vector says that the text has the label of that position; nil where it is no bit.
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
