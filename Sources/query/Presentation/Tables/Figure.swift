import Store

/// Texts of a table that are numbers. They are never shortened, because a part of a number is another number.
enum Figure {
  /// The least q-value that a table shows as a number.
  private static let least = 1e-300

  /// A q-value for people; a smaller one than a table shows is written as a bound, because no q-value is 0.
  static func cell(ofQ q: Double?) -> Cell {
    guard let q else { return .null }
    return q < least ? .text("< 1e-300") : .double(q)
  }

  /// Whether a text is a number in any notation, such as "1,234.50", "007" or "$5", a range such as "0.1–0.2", a bound such as "< 1e-300",
  /// a date in digits, or a share with or without its interval, such as "76.3 % (72.8–79.6)".
  static func isOne(_ text: String) -> Bool {
    if isRange(text) || isNotation(text) || isDate(text) { return true }
    guard let (share, interval) = parts(of: text) else { return false }
    return isNumber(share.dropLast(2)) && interval.map { isRange($0.dropFirst().dropLast()) } ?? true
  }

  /// Whether a text is a bound of a number, such as "< 1e-300".
  static func isBound(_ text: String) -> Bool { (text.hasPrefix("< ") || text.hasPrefix("> ")) && isNumber(text[...]) }

  /// The share and its interval, each in a line; a single line where there is no interval.
  static func lines(of text: String) -> [String] {
    guard isOne(text), let parts = parts(of: text), let interval = parts.interval else { return [text] }
    return [String(parts.share), String(interval)]
  }

  /// The parts of a share with its interval: "76.3 %" and "(72.8–79.6)".
  private static func parts(of text: String) -> (share: Substring, interval: Substring?)? {
    if text.hasSuffix(" %") { return (text[...], nil) }
    guard text.hasSuffix(")"), let gap = text.firstRange(of: " % (") else { return nil }
    let open = text.index(before: gap.upperBound)
    return (text[..<text.index(gap.lowerBound, offsetBy: 2)], text[open...])
  }

  /// Whether a text has only digits and characters that occur in and around numbers: "1,234.50", "12:30", "29.02.2024", "$5", "50%".
  private static func isNotation(_ text: String) -> Bool {
    text.count <= 40 && text.contains { $0.isASCII && $0.isNumber }
      && text.allSatisfy { ($0.isASCII && $0.isNumber) || "+-−.,:/%#'’_()".contains($0) || $0.isCurrencySymbol }
  }

  /// Whether a text is a date such as "2024-02-29" or "2024-02-29T12:30:00Z".
  private static func isDate(_ text: String) -> Bool {
    let parts = text.prefix(10).split(separator: "-", omittingEmptySubsequences: false)
    return parts.map(\.count) == [4, 2, 2] && text.count <= 35
      && text.allSatisfy { ($0.isASCII && $0.isNumber) || "-:+.TZ ".contains($0) }
  }

  private static func isRange(_ text: some StringProtocol) -> Bool {
    let ends = text.split(separator: "–", maxSplits: 2, omittingEmptySubsequences: false)
    return ends.count <= 2 && ends.allSatisfy { isNumber(Substring($0)) }
  }

  private static func isNumber(_ text: Substring) -> Bool {
    KeptCondition.isNumber(String(text.hasPrefix("< ") || text.hasPrefix("> ") ? text.dropFirst(2) : text))
  }
}
