/// Text for a page.
enum HTML {
  /// Text as itself, in an element or between quotes. Control characters become pictures, for a page cannot hold all of them.
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

  /// A name of somebody's choice, kept from turning the direction of what stands around it.
  /// - Parameters:
  ///   - text: The name.
  ///   - longest: Its characters at most: of a longer one beginning and end are shown, and the whole is its title.
  /// - Returns: An element.
  static func name(_ text: String, longest: Int = 60) -> String {
    let count = text.count
    if count <= longest { return "<bdi>\(escape(text))</bdi>" }
    let end = longest / 3
    let short = escape(String(text.prefix(longest - 1 - end))) + "…" + escape(String(text.suffix(end)))
    return "<bdi title=\"\(escape(text))\">\(short)</bdi>"
  }

  /// A JSON document for a script element: no `<` is left in it that could end the element, or begin a comment in it.
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
