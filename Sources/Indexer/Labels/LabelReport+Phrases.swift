import Store
import Support

extension LabelReport {
  /// A phrase such as "the first 3 rows, before more had come".
  static func first(_ rows: Int) -> String {
    "the first \(rows == 1 ? "row" : "\(rows.grouped) rows"), before more of the pipe had come"
  }

  /// Labels sorted: numbers by size, names by the alphabet.
  static func sorted(_ labels: some Sequence<String>) -> [String] {
    labels.sorted { (LabelNumber.parse($0) ?? .max, ExactString($0)) < (LabelNumber.parse($1) ?? .max, ExactString($1)) }
  }

  /// A label in quotes, shortened if it is long.
  static func quoted(_ label: String) -> String {
    let most = 60
    return label.count > most ? "'\(label.prefix(most))…'" : "'\(label)'"
  }

  /// The first labels, in quotes.
  static func list(_ labels: [String]) -> String {
    labels.prefix(10).map(quoted).joined(separator: ", ")
      + (labels.count > 10 ? " and \((labels.count - 10).grouped) more" : "")
  }
}
