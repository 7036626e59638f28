import Store

/// A condition on a kept column as it was typed: `source=web`, `score<0`, `stars!=3`, `source=amazon|tweets`.
///
/// A column's name may contain any character, so only the store's columns decide where the name ends.
package struct ColumnCondition {
  private static let signs: [(sign: String, comparison: KeptCondition.Comparison)] = [
    ("<=", .lessOrEqual), (">=", .greaterOrEqual), ("!=", .notEqual), ("<", .less), (">", .greater), ("=", .equal),
  ]

  package let argument: String

  package init(argument: String) { self.argument = argument }

  /// The mistake in the argument, whatever the store; nil where it has a column and an operator.
  package var problem: String? {
    if Self.split(argument, at: nil) != nil { return nil }
    return Self.signs.contains { argument.hasPrefix($0.sign) }
      ? "--where '\(argument)' names no column before its sign: it is written as source=web, score<0 or stars!=3."
      : "--where '\(argument)' does not say what the column's value is compared with: it is written as source=web, score<0 or stars!=3."
  }

  /// The condition that was probably meant where the value begins with an operator character, since other languages have `==`, `=>` and
  /// `<>`.
  /// - Parameter columns: The store's columns, as for `condition(columns:)`.
  /// - Returns: The condition, with one of our operators; nil where the value begins with no operator character.
  func respelt(columns: [String]) -> String? {
    guard let (column, comparison, value) = Self.split(argument, at: known(among: columns)) else { return nil }
    let typed = comparison.rawValue + value
    guard let (foreign, own) = Self.foreignSigns.first(where: { typed.hasPrefix($0.foreign) }) else { return nil }
    return column + own + Self.trim(String(typed.dropFirst(foreign.count)))
  }

  private static let foreignSigns: [(foreign: String, own: String)] = [
    ("===", "="), ("!==", "!="), ("==", "="), ("=!=", "!="), ("=!", "!="), ("<>", "!="), ("=<", "<="), ("=>", ">="),
    ("<==", "<="), (">==", ">="),
  ]

  private func known(among columns: [String]) -> String? {
    columns.filter { Self.split(argument, at: $0) != nil }.max { $0.utf8.count < $1.utf8.count }
  }

  /// The condition for a store.
  /// - Parameter columns: The store's columns; the longest with which the argument begins is meant.
  /// - Returns: The condition. Its column is not one of `columns` where the argument names another.
  /// - Throws: `QueryFailure` where an order is asked for with several values or none.
  func condition(columns: [String]) throws -> KeptCondition {
    guard let (column, comparison, value) = Self.split(argument, at: known(among: columns)) else {
      preconditionFailure("'\(argument)' has no sign")
    }
    let values = Self.alternatives(of: value)
    if comparison.isOfOrder, values.count > 1 || values == [""] {
      throw QueryFailure.wrongUsage(
        "'\(comparison.rawValue)' in --where '\(argument)' compares with one value, not \(values == [""] ? 0 : values.count)")
    }
    return KeptCondition(column: column, comparison, values: values)
  }

  /// Splits the argument at the operator behind `column`, or at the first operator. Blanks before the operator and around the value are
  /// removed.
  private static func split(_ argument: String, at column: String?) -> (
    column: String, comparison: KeptCondition.Comparison, value: String
  )? {
    let scalars = argument.unicodeScalars
    let start: String.UnicodeScalarView.Index
    if let column {
      guard scalars.starts(with: column.unicodeScalars) else { return nil }
      start = scalars.index(scalars.startIndex, offsetBy: column.unicodeScalars.count)
    } else {
      // A column's name has at least one character.
      guard let first = scalars.dropFirst().firstIndex(where: { "=<>!".unicodeScalars.contains($0) }) else { return nil }
      start = first
    }
    let rest = String(scalars[start...])
    let trimmed = String(rest.drop { $0 == " " })
    guard let (sign, comparison) = signs.first(where: { trimmed.hasPrefix($0.sign) }) else { return nil }
    var value = String(trimmed.unicodeScalars.dropFirst(sign.unicodeScalars.count))
    let name = column ?? String(scalars[..<start])
    let isSpaced = trimmed != rest || (column == nil && name.hasSuffix(" "))
    if isSpaced || comparison.isOfOrder { value = trim(value) }
    return (column ?? (isSpaced ? trim(name) : name), comparison, value)
  }

  private static func trim(_ text: String) -> String {
    var text = text[...].drop { $0 == " " }
    while text.last == " " { text.removeLast() }
    return String(text)
  }

  /// The parts between vertical bars. A part in double quotes is taken literally, with doubled quotes for quotes.
  private static func alternatives(of value: String) -> [String] {
    var (parts, rest) = ([String](), value.unicodeScalars[...])
    while true {
      if let (quoted, behind) = quoted(rest) {
        parts.append(quoted)
        rest = behind
      } else {
        let part = rest.prefix { $0 != "|" }
        parts.append(String(part))
        rest = rest[part.endIndex...]
      }
      guard rest.first == "|" else { return parts }
      rest = rest.dropFirst()
    }
  }

  /// A part in quotes that ends at a bar or at the end, and the rest behind it.
  private static func quoted(_ text: Substring.UnicodeScalarView) -> (String, Substring.UnicodeScalarView)? {
    guard text.first == "\"" else { return nil }
    var (content, index) = (String.UnicodeScalarView(), text.index(after: text.startIndex))
    while index < text.endIndex {
      let next = text.index(after: index)
      if text[index] != "\"" {
        content.append(text[index])
        index = next
      } else if next < text.endIndex, text[next] == "\"" {
        content.append("\"")
        index = text.index(after: next)
      } else {
        guard next == text.endIndex || text[next] == "|" else { return nil }
        return (String(content), text[next...])
      }
    }
    return nil
  }
}
