import Foundation

/// The request line and the headers of a request (RFC 9112), read strictly: what two readers could understand differently is refused.
struct HTTPHead: Sendable, Equatable {
  let method: String
  /// The path, decoded.
  let path: String
  /// Names and values of the query, decoded, in order.
  let parameters: [Parameter]
  /// Values by lower-case name.
  let headers: [String: String]
  let isHTTP11: Bool

  struct Parameter: Sendable, Hashable {
    let name: String
    let value: String
  }

  /// Bytes of the body that follows.
  let bodyLength: Int

  /// Whether the connection stays open for another request.
  var keepsConnection: Bool {
    let tokens = (headers["connection"] ?? "").lowercased().split(separator: ",").map { $0.filter { $0 != " " && $0 != "\t" } }
    return isHTTP11 ? !tokens.contains("close") : tokens.contains("keep-alive")
  }

  /// Whether the client sends the body only once the server has said that it takes it.
  var waitsForContinue: Bool { isHTTP11 && (headers["expect"] ?? "").lowercased() == "100-continue" }

  /// Reads a head.
  /// - Parameters:
  ///   - bytes: The bytes before the empty line.
  ///   - mostBody: The longest body, in bytes.
  /// - Throws: `HTTPProblem` that says what is wrong.
  init(_ bytes: some BidirectionalCollection<UInt8>, mostBody: Int) throws(HTTPProblem) {
    var lines: [String] = []
    for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
      let line = line.last == 0x0D ? line.dropLast() : line
      guard line.allSatisfy({ $0 == 0x09 || $0 >= 0x20 && $0 != 0x7F }), let text = String(validating: line, as: UTF8.self) else {
        throw HTTPProblem(.badRequest, "the request has a control character, or is not UTF-8")
      }
      lines.append(text)
    }
    let words = (lines.first ?? "").split(separator: " ", omittingEmptySubsequences: false)
    guard words.count == 3, words[0].utf8.allSatisfy({ (0x41...0x5A).contains($0) }), (1...16).contains(words[0].utf8.count) else {
      throw HTTPProblem(.badRequest, "the request line is not METHOD TARGET VERSION")
    }
    guard words[2] == "HTTP/1.1" || words[2] == "HTTP/1.0" else {
      throw HTTPProblem(
        words[2].hasPrefix("HTTP/") ? .versionNotSupported : .badRequest, "this server speaks HTTP/1.1, not \(words[2].prefix(20))")
    }
    (method, isHTTP11) = (String(words[0]), words[2] == "HTTP/1.1")
    headers = try Self.headers(lines.dropFirst())
    if isHTTP11, headers["host"] == nil { throw HTTPProblem(.badRequest, "the request has no Host") }
    if headers["transfer-encoding"] != nil {
      throw HTTPProblem(.notImplemented, "this server takes bodies by Content-Length, not by Transfer-Encoding")
    }
    bodyLength = try Self.bodyLength(headers["content-length"], most: mostBody)
    (path, parameters) = try Self.target(words[1])
  }

  private static func headers(_ lines: ArraySlice<String>) throws(HTTPProblem) -> [String: String] {
    var headers: [String: String] = [:]
    for line in lines {
      guard let colon = line.firstIndex(of: ":"), colon > line.startIndex, line[..<colon].utf8.allSatisfy(isTokenByte) else {
        throw HTTPProblem(.badRequest, "a header is not NAME: VALUE")
      }
      let name = line[..<colon].lowercased()
      let blanks: Set<Character> = [" ", "\t"]
      var value = line[line.index(after: colon)...].drop { blanks.contains($0) }
      while let last = value.last, blanks.contains(last) { value.removeLast() }
      if let first = headers[name] {
        guard !["host", "content-length", "origin", "content-type", "authorization"].contains(name) else {
          throw HTTPProblem(.badRequest, "the header \(name) stands twice")
        }
        headers[name] = first + (name == "cookie" ? "; " : ", ") + value
      } else {
        headers[name] = String(value)
      }
    }
    return headers
  }

  private static func isTokenByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
    }
  }

  private static func bodyLength(_ text: String?, most: Int) throws(HTTPProblem) -> Int {
    guard let text else { return 0 }
    guard !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
      throw HTTPProblem(.badRequest, "Content-Length is not a number")
    }
    guard let length = Int(text), length <= most else {
      throw HTTPProblem(.contentTooLarge, "the body has more than \(most) bytes")
    }
    return length
  }

  /// The decoded path and query of a target.
  private static func target(_ target: Substring) throws(HTTPProblem) -> (String, [Parameter]) {
    guard target.hasPrefix("/") else { throw HTTPProblem(.badRequest, "the target is not a path") }
    let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    let path = try decoded(parts[0])
    guard !path.utf8.contains(0) else { throw HTTPProblem(.badRequest, "the path has a NUL") }
    var parameters: [Parameter] = []
    for pair in parts.count > 1 ? parts[1].split(separator: "&") : [] {
      let halves = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      func text(_ half: Substring) throws(HTTPProblem) -> String { try decoded(half.replacing("+", with: " ")) }
      parameters.append(Parameter(name: try text(halves[0]), value: halves.count > 1 ? try text(halves[1]) : ""))
    }
    return (path, parameters)
  }

  private static func decoded(_ text: some StringProtocol) throws(HTTPProblem) -> String {
    guard let decoded = text.removingPercentEncoding else {
      throw HTTPProblem(.badRequest, "the target has a % that is not followed by two hexadecimal digits, or is not UTF-8")
    }
    return decoded
  }
}
