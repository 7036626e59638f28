/// What spreadsheet programs make of a CSV file.
enum Spreadsheet {
  /// Tells them that the file is UTF-8.
  static let byteOrderMark = "\u{FEFF}"

  /// A text that no spreadsheet takes for a formula: where it begins with a character that starts one, blanks aside, an apostrophe goes before
  /// it. A number is left as it is.
  ///
  /// The characters are those of OWASP's page on CSV injection: equals sign, plus, minus, at sign, their full-width forms, tab, line ends.
  static func harmless(_ text: String) -> String {
    guard let first = text.unicodeScalars.first(where: { $0 != " " }) else { return text }
    switch first {
    case "=", "+", "-", "@", "\t", "\r", "\n", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}":
      return isNumber(text) ? text : "'" + text
    default: return text
    }
  }

  /// Digits, perhaps with a sign, a decimal point, an exponent.
  private static func isNumber(_ text: String) -> Bool {
    text.wholeMatch(of: #/-?[0-9]+(\.[0-9]+)?([eE][-+]?[0-9]+)?/#) != nil
  }
}
