import Support

/// The layout of a JSON object that holds a whole table instead of one row.
enum JSONMisfit: Equatable {
  /// The text's column has a value for each row.
  case columns
  /// The member with this name is a list of objects.
  case list(name: String)
  /// A list of names and a list of lists, as pandas writes with orient="split".
  case split
  /// Each member is a row, as pandas writes with orient="index".
  case members

  /// Recognises the layout of an object; nil where the object may be a row.
  /// - Parameters:
  ///   - text: The value of the text's column; nil where there is none.
  ///   - others: The members that are not columns in use.
  ///   - isUsed: Whether the object has any column in use.
  init?(text: CorpusValue?, others: [(name: String, value: CorpusValue)], isUsed: Bool) {
    switch text {
    case .object, .list: self = .columns
    case nil:
      if let list = others.first(where: { Self.isList($0.value, of: "{") }) {
        self = .list(name: list.name)
      } else if others.contains(where: { $0.name == "columns" }),
        others.contains(where: { $0.name == "data" && Self.isList($0.value, of: "[") })
      {
        self = .split
      } else if !isUsed, !others.isEmpty, others.allSatisfy({ if case .object = $0.value { true } else { false } }) {
        self = .members
      } else {
        return nil
      }
    default: return nil
    }
  }

  private static func isList(_ value: CorpusValue, of first: Character) -> Bool {
    guard case .list(let text) = value else { return false }
    return text.dropFirst().first { !$0.isWhitespace } == first
  }

  /// The error for a JSON file with such an object.
  func refusal(corpus path: String) -> IndexerError {
    let (name, file) = path == "-" ? (ByteReader.standardInput, "FILE") : ("corpus '\(path)'", path.shellQuoted)
    func pandas(_ options: String) -> String {
      "write it row by row on its way in (python3 -c 'import sys, pandas; pandas.read_json(sys.argv[1]\(options)).to_json(sys.stdout, "
        + "orient=\"records\", lines=True)' \(file) | globenc-index - ...)"
    }
    switch self {
    case .columns: return IndexerError("\(name) is one object that holds whole columns: \(pandas(""))", kind: .incompatible)
    case .split:
      return IndexerError(
        "\(name) is one object that has the names of the columns apart from the rows: \(pandas(", orient=\"split\""))", kind: .incompatible)
    case .members:
      return IndexerError(
        "\(name) is one object whose members are the rows: take them out on the way in (jq -c '.[]' \(file) | globenc-index - ...)",
        kind: .incompatible)
    case .list(let list):
      let isPlain = list.utf8.allSatisfy { (0x61...0x7A).contains($0 | 0x20) } && !list.isEmpty
      let member = isPlain ? ".\(list)" : ".[\(list.debugDescription)]"
      return IndexerError(
        "\(name) is one object whose rows are in '\(list)': take them out on the way in "
          + "(jq -c \("\(member)[]".shellQuoted) \(file) | globenc-index - ...)", kind: .incompatible)
    }
  }
}
