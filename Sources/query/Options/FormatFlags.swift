import ArgumentParser
import Presentation

/// Short forms of `--format`.
struct FormatFlags: ParsableArguments {
  @Flag(
    help: """
      Short for --format csv and so on. tsv is a row a line: a tab, line end or backslash of a text is \\t, \\n, \\r or \\\\. excel is csv that \
      spreadsheets open: with a byte order mark, and an apostrophe before a text that would be a formula (=, +, -, @).
      """)
  var shorthands: [FormatShorthand] = []

  /// The chosen format; nil where there is none.
  /// - Parameter named: The value of `--format`, where it is given.
  /// - Returns: The format; `--excel` is a kind of CSV.
  /// - Throws: `ValidationError` where two formats are chosen.
  func format(named: String?) throws -> ListingFormat? {
    let flags = shorthands.map(\.rawValue)
    var all = Set(flags + (named.map { [$0] } ?? []))
    if all.contains("excel") { all.remove("csv") }
    guard all.count <= 1 else {
      var names: [String] = []
      for name in flags.map({ "--\($0)" }) + (named.map { ["--format \($0)"] } ?? []) where !names.contains(name) { names.append(name) }
      throw ValidationError("\(names.joined(separator: " and ")) contradict each other: choose one.")
    }
    return all.first.flatMap { ListingFormat(rawValue: $0) }
  }
}
