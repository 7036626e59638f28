/// Largest number of bytes of a label's name; real names are far shorter. A longer one is a text that was taken for a label, or part of a
/// file made to exhaust memory; it is neither written nor read.
enum LabelLimit {
  static let bytes = 65_536

  /// The reason why no store can have a label with this name; nil where a store can.
  static func objection(to name: String) -> String? {
    let count = name.utf8.count
    return count <= bytes ? nil : "the label has \(count) bytes, where \(bytes) are the most"
  }
}
