extension String {
  /// The text with escapes for all scalars that a terminal would obey, so that the contents of a corpus cannot move the cursor, change
  /// colours or reorder letters.
  public var printable: String { printable(keepsLines: false) }

  /// The same for several lines, or for JSON, whose strings may contain such escapes.
  public var printableLines: String { printable(keepsLines: true) }

  private func printable(keepsLines: Bool) -> String {
    guard unicodeScalars.contains(where: \.isTerminalCommand) else { return self }
    var printable = ""
    for scalar in unicodeScalars {
      switch scalar {
      case "\n": printable += keepsLines ? "\n" : "\\n"
      case "\r": printable += "\\r"
      case "\t": printable += "\\t"
      case _ where scalar.isTerminalCommand:
        printable += "\\u" + Hexadecimal.text(scalar.value, width: 4, uppercase: true)
      default: printable.unicodeScalars.append(scalar)
      }
    }
    return printable
  }
}
