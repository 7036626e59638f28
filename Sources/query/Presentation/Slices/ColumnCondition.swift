import Store

/// A condition on a kept column as it was typed: `source=web`, `score<0`, `stars!=3`, `source=amazon|tweets`.
///
/// Which column is meant is known only with the store at hand, since the name of a column may hold any character.
package struct ColumnCondition {
  private static let signs: [(sign: String, comparison: KeptCondition.Comparison)] = [
    ("<=", .lessOrEqual), (">=", .greaterOrEqual), ("!=", .notEqual), ("<", .less), (">", .greater), ("=", .equal),
  ]

  package let argument: String

  package init(argument: String) { self.argument = argument }

  /// What is wrong with the argument whatever the store; nil where it has a column and a sign.
  package var problem: String? {
    if Self.split(argument, at: nil) != nil { return nil }
    return Self.signs.contains { argument.hasPrefix($0.sign) }
      ? "--where '\(argument)' names no column before its sign: it is written as source=web, score<0 or stars!=3."
      : "--where '\(argument)' does not say what the column's value is compared with: it is written as source=web, score<0 or stars!=3."
  }

  /// The condition that was probably meant where the value begins with a sign, since other languages have `==`, `=>` and `<>`.
  /// - Parameter columns: As for `condition(columns:)`.
  /// - Returns: The condition, written with a sign of ours; nil where the value begins with none.
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

  /// The condition.
  /// - Parameter columns: those of the store; the longest one that the argument begins with is meant.
  /// - Returns: the condition; its column is not one of `columns` where the argument names another.
  /// - Throws: `QueryFailure` with status 64 where an order is asked for among several values, or no value.
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

  /// The argument at the sign behind `column`, or at the first sign. Blanks before the sign, and then those around the value, do not count.
  private static func split(_ argument: String, at column: String?) -> (
    column: String, comparison: KeptCondition.Comparison, value: String
  )? {
    let scalars = argument.unicodeScalars
    let start: String.UnicodeScalarView.Index
    if let column {
      guard scalars.starts(with: column.unicodeScalars) else { return nil }
      start = scalars.index(scalars.startIndex, offsetBy: column.unicodeScalars.count)
    } else {
      // A column has a name of one character at least.
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

  /// The parts between vertical bars. One in double quotes is taken as it stands, a quote in it doubled.
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

  /// A part in quotes that ends at a bar or at the end, and what comes behind it.
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
