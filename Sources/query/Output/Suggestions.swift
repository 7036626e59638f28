/// Names put before somebody who asked for one that is not there.
enum Suggestions {
  /// "'a', 'b' or 'c'"; long names are cut off.
  static func list(_ names: [String], joinedBy word: String = "or") -> String {
    let quoted = names.map { "'\($0.count > 60 ? $0.prefix(60) + "…" : $0)'" }
    guard let last = quoted.last, quoted.count > 1 else { return quoted.first ?? "none" }
    return quoted.dropLast().joined(separator: ", ") + " \(word) " + last
  }
}
