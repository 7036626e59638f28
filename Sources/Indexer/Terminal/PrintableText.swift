extension String {
  /// The text with its control characters written as escapes, so that what a corpus holds cannot move a terminal's cursor or change its colours.
  var printable: String {
    guard unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else { return self }
    var printable = ""
    for scalar in unicodeScalars {
      switch scalar {
      case "\n": printable += "\\n"
      case "\r": printable += "\\r"
      case "\t": printable += "\\t"
      case _ where scalar.properties.generalCategory == .control:
        let digits = String(scalar.value, radix: 16, uppercase: true)
        printable += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: printable.unicodeScalars.append(scalar)
      }
    }
    return printable
  }
}
