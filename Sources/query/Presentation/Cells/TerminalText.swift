import Support

/// Texts of a corpus, made safe for a terminal.
package enum TerminalText {
  /// `text` with a visible character in place of each control character.
  ///
  /// With `keepsLines`, line feeds and tabs remain, and the carriage return of CR LF is removed.
  package static func harmless(_ text: String, keepsLines: Bool = false) -> String {
    guard text.unicodeScalars.contains(where: \.isTerminalCommand) else { return text }
    let scalars = Array(text.unicodeScalars)
    return harmless(scalars, in: scalars.indices, keepsLines: keepsLines)
  }

  /// A part of a text, made safe in the same way.
  static func harmless(_ scalars: [Unicode.Scalar], in range: Range<Int>, keepsLines: Bool) -> String {
    var result = ""
    for index in range {
      let scalar = scalars[index]
      let isLineEnd = scalar == "\r" && index + 1 < scalars.count && scalars[index + 1] == "\n"
      if !scalar.isTerminalCommand || (keepsLines && (scalar == "\n" || scalar == "\t")) {
        result.unicodeScalars.append(scalar)
      } else if !(keepsLines && isLineEnd) {
        result.append(picture(of: scalar))
      }
    }
    return result
  }

  /// The picture of an ASCII control character; the code of any other.
  private static func picture(of scalar: Unicode.Scalar) -> String {
    let isASCIIControl = scalar.value < 0x20
    if isASCIIControl, let picture = Unicode.Scalar(0x2400 + scalar.value) { return String(Character(picture)) }
    if scalar.value == 0x7F { return "\u{2421}" }
    return "<U+" + Hexadecimal.text(scalar.value, width: 4, uppercase: true) + ">"
  }
}
