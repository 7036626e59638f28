/// The names of types in a Swift file: the ones that it declares at its top level for other files, and the ones that it mentions in code.
///
/// A scanner of tokens, not a parser: it knows comments, string literals with interpolations, and braces.
struct SwiftNames {
  /// Types that the file declares outside of other types, private ones excepted.
  private(set) var declared: Set<String> = []
  /// Capitalized identifiers outside of comments and literals, except behind a period: these are members of the type before it.
  private(set) var mentioned: Set<String> = []

  private var bytes: [UInt8]
  private var at = 0
  private var depth = 0
  /// The identifiers since the last line end or brace at the top level.
  private var statement: [String] = []

  init(of source: String) {
    bytes = Array(source.utf8)
    scanCode(endsAtParenthesis: false)
    bytes = []
  }

  private mutating func scanCode(endsAtParenthesis: Bool) {
    var parentheses = 0
    while at < bytes.count {
      switch bytes[at] {
      case UInt8(ascii: "/") where next == UInt8(ascii: "/"): skipLine()
      case UInt8(ascii: "/") where next == UInt8(ascii: "*"): skipBlockComment()
      case UInt8(ascii: "\""): skipString(hashes: 0)
      case UInt8(ascii: "#") where isRawString: skipRawString()
      case UInt8(ascii: "{"):
        depth += 1
        (statement, at) = ([], at + 1)
      case UInt8(ascii: "}"):
        depth -= 1
        (statement, at) = ([], at + 1)
      case UInt8(ascii: "\n"): (statement, at) = ([], at + 1)
      case UInt8(ascii: "("): (parentheses, at) = (parentheses + 1, at + 1)
      case UInt8(ascii: ")"):
        at += 1
        if parentheses == 0, endsAtParenthesis { return }
        parentheses -= 1
      case let byte where Self.isIdentifier(byte): scanIdentifier()
      default: at += 1
      }
    }
  }

  private var next: UInt8? { at + 1 < bytes.count ? bytes[at + 1] : nil }

  private static func isIdentifier(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
      UInt8(ascii: "_"):
      true
    default: byte >= 0x80
    }
  }

  private mutating func scanIdentifier() {
    let start = at
    while at < bytes.count, Self.isIdentifier(bytes[at]) { at += 1 }
    let name = String(decoding: bytes[start..<at], as: UTF8.self)
    let isMember = start > 0 && bytes[start - 1] == UInt8(ascii: ".")
    if bytes[start] >= UInt8(ascii: "A"), bytes[start] <= UInt8(ascii: "Z"), !isMember {
      mentioned.insert(name)
      let kinds: Set<String> = ["struct", "class", "enum", "protocol", "actor", "typealias"]
      if depth == 0, let kind = statement.last, kinds.contains(kind), !statement.contains("private"), !statement.contains("fileprivate") {
        declared.insert(name)
      }
    }
    if depth == 0 { statement.append(name) }
  }

  private mutating func skipLine() {
    while at < bytes.count, bytes[at] != UInt8(ascii: "\n") { at += 1 }
  }

  private mutating func skipBlockComment() {
    at += 2
    while at < bytes.count, !(bytes[at] == UInt8(ascii: "*") && next == UInt8(ascii: "/")) { at += 1 }
    at += 2
  }

  /// Passes over a literal of one line or of several, from its first quote. `hashes`: how many stand before that.
  private mutating func skipString(hashes: Int) {
    let quotes = bytes[at...].starts(with: Array("\"\"\"".utf8)) ? 3 : 1
    at += quotes
    let end = [UInt8](repeating: UInt8(ascii: "\""), count: quotes) + [UInt8](repeating: UInt8(ascii: "#"), count: hashes)
    let escape = [UInt8(ascii: "\\")] + [UInt8](repeating: UInt8(ascii: "#"), count: hashes)
    while at < bytes.count {
      if bytes[at...].starts(with: end) {
        at += end.count
        return
      }
      if bytes[at...].starts(with: escape) {
        at += escape.count
        guard at < bytes.count else { return }
        let isInterpolation = bytes[at] == UInt8(ascii: "(")
        at += 1
        if isInterpolation { scanCode(endsAtParenthesis: true) }
      } else {
        at += 1
      }
    }
  }

  private var isRawString: Bool {
    bytes[at...].first { $0 != UInt8(ascii: "#") } == UInt8(ascii: "\"")
  }

  private mutating func skipRawString() {
    var hashes = 0
    while bytes[at] == UInt8(ascii: "#") { (hashes, at) = (hashes + 1, at + 1) }
    skipString(hashes: hashes)
  }
}
