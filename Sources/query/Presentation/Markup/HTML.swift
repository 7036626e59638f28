/// Escaping for pages.
enum HTML {
  /// A text that shows as it is, in an element or an attribute. Control characters become pictures, because a page cannot contain all of
  /// them.
  static func escape(_ text: String) -> String {
    var result = ""
    for scalar in TerminalText.harmless(text).unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// A JSON document for a script element: every `<` is escaped, which could end the element or begin a comment in it.
  static func script(_ json: String) -> String {
    guard json.utf8.contains(UInt8(ascii: "<")) else { return json }
    var result = ""
    result.reserveCapacity(json.utf8.count + 64)
    for scalar in json.unicodeScalars {
      if scalar == "<" { result += "\\u003c" } else { result.unicodeScalars.append(scalar) }
    }
    return result
  }
}
