import Support

extension String {
  /// The text with everything that a terminal would obey written as escapes, so that what a corpus holds cannot move a cursor, change colours or
  /// turn the order of letters around.
  var printable: String { printable(keepsLines: false) }

  /// The same for several lines, or for JSON, in whose strings an escape means what it stands for.
  var printableLines: String { printable(keepsLines: true) }

  private func printable(keepsLines: Bool) -> String {
    guard unicodeScalars.contains(where: \.isTerminalCommand) else { return self }
    var printable = ""
    for scalar in unicodeScalars {
      switch scalar {
      case "\n": printable += keepsLines ? "\n" : "\\n"
      case "\r": printable += "\\r"
      case "\t": printable += "\\t"
      case _ where scalar.isTerminalCommand:
        let digits = String(scalar.value, radix: 16, uppercase: true)
        printable += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: printable.unicodeScalars.append(scalar)
      }
    }
    return printable
  }
}
