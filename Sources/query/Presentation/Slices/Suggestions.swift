/// Names that are suggested in place of a name that does not exist.
package enum Suggestions {
  /// A text such as "'a', 'b' or 'c'". Names are not shortened, so that they can be copied.
  package static func list(_ names: [String], joinedBy word: String = "or") -> String {
    let quoted = names.map { "'\($0)'" }
    guard let last = quoted.last, quoted.count > 1 else { return quoted.first ?? "none" }
    return quoted.dropLast().joined(separator: ", ") + " \(word) " + last
  }
}
