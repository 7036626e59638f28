/// The rules of spreadsheet programs for CSV files.
enum Spreadsheet {
  /// The mark by which they recognise UTF-8.
  static let byteOrderMark = "\u{FEFF}"

  /// A text that no spreadsheet program takes for a formula: where its first character other than blanks starts a formula, an apostrophe is
  /// put before it. A number is left as it is.
  ///
  /// OWASP's page on CSV injection lists the characters that start a formula: equals sign, plus, minus, at sign, their full-width
  /// forms, tab, and line ends.
  static func harmless(_ text: String) -> String {
    guard let first = text.unicodeScalars.first(where: { $0 != " " }) else { return text }
    switch first {
    case "=", "+", "-", "@", "\t", "\r", "\n", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}":
      return isNumber(text) ? text : "'" + text
    default: return text
    }
  }

  /// Whether the text has only digits and perhaps a sign, a decimal point and an exponent.
  private static func isNumber(_ text: String) -> Bool {
    text.wholeMatch(of: #/-?[0-9]+(\.[0-9]+)?([eE][-+]?[0-9]+)?/#) != nil
  }
}
