import Presentation
import Store
import Support

/// The fields of a row of JSON, for its answer.
struct OwnFields {
  /// The member with the sentence of a row that has no answer, and the one with the number of such a row.
  static let (error, row) = ("error", "row")
  /// The names that belong to answers.
  private static let taken = Set(ExampleDocument.names.union([error, row]).map(ExactString.init))

  /// Each name once, with its last value, in the order of the object.
  private let fields: [(name: ExactString, value: CorpusValue)]

  /// The fields of an object; nil where the line is none.
  init?(_ line: [UInt8]) {
    guard String(validating: line, as: UTF8.self) != nil else { return nil }
    var scanner = JSONObjectScanner(line)
    var found: [(name: ExactString, value: CorpusValue)] = []
    var places: [ExactString: Int] = [:]
    let scan = try? scanner.members(slots: [:], count: 0) { name, value in
      let name = ExactString(name)
      if let place = places[name] {
        found[place].value = value
      } else {
        places[name] = found.count
        found.append((name, value))
      }
    }
    guard scan != nil else { return nil }
    fields = found
  }

  /// The names of the fields.
  var names: [String] { fields.map(\.name.string) }

  /// The fields by the names that they have in the answer: those that the answer uses itself get "kept_" before them, as kept columns in
  /// exports do. Texts that the answer would repeat under the same names keep theirs.
  /// - Parameter columns: The columns in use.
  /// - Returns: The fields in the order of the object.
  func members(beside columns: StoreSettings.Columns) -> [JSONOutput.Member] {
    var used = Self.taken
    for (column, name) in [(columns.text, "text"), (columns.textPair, "pair")] where column == name { used.remove(ExactString(name)) }
    return fields.map { name, value in
      var key = name.string
      while !used.insert(ExactString(key)).inserted { key = "kept_" + key }
      return (key: key, value: Self.output(value))
    }
  }

  private static func output(_ value: CorpusValue) -> JSONOutput {
    switch value.keptValue {
    case .text(let text): .text(text)
    case .json(let json): .document(json)
    case nil: .null
    }
  }
}
