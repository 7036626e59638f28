import Foundation

/// Kept columns as the JSON object that plain sqlite3 reads with `json_extract(kept, '$.column')`.
enum KeptColumns {
  /// The object, or nil without columns. Where a name comes twice, both mean the same column of the corpus.
  static func pack(_ values: [String?], names: [String]) -> String? {
    precondition(values.count == names.count, "\(values.count) values for \(names.count) kept columns")
    guard !names.isEmpty else { return nil }
    var seen: Set<ExactString> = []
    let members = zip(names, values).compactMap { name, value in
      seen.insert(ExactString(name)).inserted ? quote(name) + ":" + (value.map(quote) ?? "null") : nil
    }
    return "{" + members.joined(separator: ",") + "}"
  }

  /// The values in the order of `names`, or nil where `json` is not such an object.
  static func unpack(_ json: String?, names: [String]) -> [String?]? {
    guard !names.isEmpty else { return [] }
    guard let json, let object = try? JSONDecoder().decode([String: String?].self, from: Data(json.utf8)) else { return nil }
    return names.map { object[$0] ?? nil }
  }

  /// A JSON string. Foundation's encoder would cost more than the rest of an example's encoding.
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
