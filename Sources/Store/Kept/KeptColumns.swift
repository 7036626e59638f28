import Support

/// Kept columns as a JSON object, which plain sqlite3 reads with `json_extract(kept, '$.column')`. Numbers, lists, objects, true and false
/// of the corpus stay JSON; stores of versions 1 and 2 hold them as texts.
enum KeptColumns {
  /// The object; nil without columns. A name that occurs twice means the same column of the corpus, and is written once.
  static func pack(_ values: [KeptValue?], names: [String]) -> String? {
    precondition(values.count == names.count, "\(values.count) values for \(names.count) kept columns")
    guard !names.isEmpty else { return nil }
    var seen: Set<ExactString> = []
    let members = zip(names, values).compactMap { name, value in
      seen.insert(ExactString(name)).inserted ? JSONText.leastQuoted(name) + ":" + (value.map(text) ?? "null") : nil
    }
    return "{" + members.joined(separator: ",") + "}"
  }

  /// The values in the order of `names`; nil where `json` is no such object.
  static func unpack(_ json: String?, names: [String]) -> [KeptValue?]? {
    guard !names.isEmpty else { return [] }
    guard var json else { return nil }
    let places = Dictionary(names.enumerated().map { (ExactString($1), $0) }, uniquingKeysWith: { first, _ in first })
    var values = [KeptValue?](repeating: nil, count: names.count)
    let isObject = json.withUTF8 { bytes in
      KeptObject.forEachMember(of: bytes) { name, value in
        if let place = places[ExactString(name)] { values[place] = value }
        return true
      }
    }
    // A name that occurs twice means the same column.
    return isObject ? names.map { places[ExactString($0)].flatMap { values[$0] } } : nil
  }

  private static func text(_ value: KeptValue) -> String {
    switch value {
    // Foundation's encoder would cost more than the rest of an example's encoding.
    case .text(let text): JSONText.leastQuoted(text)
    case .json(let json): json
    }
  }
}
