/// Kept columns as the JSON object that plain sqlite3 reads with `json_extract(kept, '$.column')`. A value that the corpus has as a number, list, object,
/// true or false stays what it is; stores of version 1 and 2 have them as texts.
enum KeptColumns {
  /// The object, or nil without columns. Where a name comes twice, both mean the same column of the corpus.
  static func pack(_ values: [KeptValue?], names: [String]) -> String? {
    precondition(values.count == names.count, "\(values.count) values for \(names.count) kept columns")
    guard !names.isEmpty else { return nil }
    var seen: Set<ExactString> = []
    let members = zip(names, values).compactMap { name, value in
      seen.insert(ExactString(name)).inserted ? quote(name) + ":" + (value.map(text) ?? "null") : nil
    }
    return "{" + members.joined(separator: ",") + "}"
  }

  /// The values in the order of `names`, or nil where `json` is not such an object.
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
    // A name that comes twice means the same column.
    return isObject ? names.map { places[ExactString($0)].flatMap { values[$0] } } : nil
  }

  private static func text(_ value: KeptValue) -> String {
    switch value {
    case .text(let text): quote(text)
    case .json(let json): json
    }
  }

  /// A JSON string, always in these bytes: checksums and the digest of a store hold them. Foundation's encoder would cost more than the rest of an
  /// example's encoding.
  private static func quote(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\r": quoted += "\\r"
      case "\t": quoted += "\\t"
      case _ where scalar.value < 0x20:
        let hex = String(scalar.value, radix: 16)
        quoted += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
