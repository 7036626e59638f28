import Support

// MARK: - Strings

extension JSONObjectScanner {
  /// Scans a quoted string.
  /// - Returns: The string with its escapes resolved.
  /// - Throws: `Problem`.
  mutating func scanString() throws -> String {
    do throws(JSONFault) {
      return try lexer.string(ofValidUTF8: true)
    } catch {
      throw problem(error)
    }
  }

  /// The sentence for a fault that the lexer found.
  func problem(_ fault: JSONFault) -> Problem {
    switch fault {
    case .noString: unexpected("a quoted string")
    case .openString: unexpected("the closing quote of a string")
    case .openEscape: unexpected("an escaped character")
    case .controlCharacter: unexpected("an escaped control character (\\n, \\t, \\u...)")
    case .unknownEscape: unexpected("an escape such as \\n")
    case .noHexadecimalDigit: unexpected("four hexadecimal digits")
    case .loneSurrogate(let unit): Problem(reason: "a lone surrogate \\u\(Hexadecimal.text(unit)) in a string")
    case .notUTF8: Problem(reason: BadRow.notUTF8)
    case .noNumber: unexpected("a value")
    case .noDigit: unexpected("a digit")
    }
  }
}
