/// Names put before somebody who asked for one that is not there.
package enum Suggestions {
  /// "'a', 'b' or 'c'". Names are whole, for they are there to be copied.
  package static func list(_ names: [String], joinedBy word: String = "or") -> String {
    let quoted = names.map { "'\($0)'" }
    guard let last = quoted.last, quoted.count > 1 else { return quoted.first ?? "none" }
    return quoted.dropLast().joined(separator: ", ") + " \(word) " + last
  }
}
