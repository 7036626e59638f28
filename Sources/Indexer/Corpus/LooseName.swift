import Foundation

extension StringProtocol {
  /// The name in a form that ignores its spelling: lower case, single blanks inside and none at the ends, normalization form C.
  var loosened: String {
    split(whereSeparator: \.isWhitespace).joined(separator: " ").lowercased().precomposedStringWithCanonicalMapping
  }
}
