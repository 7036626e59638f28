import Foundation

extension StringProtocol {
  /// The name without what people get wrong when they write it: case, blanks at its ends, and runs of blanks within it.
  var loosened: String {
    split(whereSeparator: \.isWhitespace).joined(separator: " ").lowercased().precomposedStringWithCanonicalMapping
  }
}
