/// Strings in JSON, safe for output on a terminal.
public enum JSONText {
  /// Appends a string in quotes.
  ///
  /// Control characters are escaped, including those above ASCII, which a terminal obeys, and so are the two line separators that end a
  /// line in JavaScript.
  public static func append(quoting string: String, to text: inout String) {
    text.append("\"")
    defer { text.append("\"") }
    // Most strings hold nothing to escape. 0xC2 begins the control characters above ASCII, 0xE2 the line separators.
    guard string.utf8.contains(where: { $0 < 0x20 || $0 == 0x22 || $0 == 0x5C || $0 == 0x7F || $0 == 0xC2 || $0 == 0xE2 }) else {
      text.append(string)
      return
    }
    for scalar in string.unicodeScalars {
      switch scalar.value {
      case 0x22: text.append("\\\"")
      case 0x5C: text.append("\\\\")
      case 0x08: text.append("\\b")
      case 0x09: text.append("\\t")
      case 0x0A: text.append("\\n")
      case 0x0C: text.append("\\f")
      case 0x0D: text.append("\\r")
      case 0..<0x20, 0x7F...0x9F, 0x2028, 0x2029: text.append(escape(scalar))
      default: text.unicodeScalars.append(scalar)
      }
    }
  }

  /// The string in quotes.
  public static func quoted(_ string: String) -> String {
    var text = ""
    append(quoting: string, to: &text)
    return text
  }

  /// The string in quotes, with the fewest escapes that JSON allows: in texts that are stored, and whose checksums include each byte.
  public static func leastQuoted(_ string: String) -> String {
    var quoted = "\""
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\r": quoted += "\\r"
      case "\t": quoted += "\\t"
      case _ where scalar.value < 0x20: quoted += escape(scalar)
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }

  /// The fewest digits that read back as the same number; nil for infinities and NaN, which JSON cannot express.
  public static func number(_ value: some BinaryFloatingPoint & CustomStringConvertible) -> String? {
    value.isFinite ? value.description : nil
  }

  /// `\u` and four hexadecimal digits.
  /// - Precondition: The scalar is below U+10000.
  public static func escape(_ scalar: Unicode.Scalar) -> String {
    precondition(scalar.value < 0x10000, "U+\(Hexadecimal.text(scalar.value)) takes two escapes")
    return "\\u" + Hexadecimal.text(scalar.value, width: 4)
  }
}
