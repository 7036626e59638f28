import Foundation

/// An answer, with the headers that keep a page of hostile texts harmless.
struct HTTPResponse: Sendable {
  let status: HTTPStatus
  let contentType: String
  let body: [UInt8]
  /// Further headers; the values have no line ends.
  var headers: [(name: String, value: String)] = []
  /// Whether the page has style attributes, such as the widths of bars.
  var allowsInlineStyle = false

  init(_ status: HTTPStatus = .ok, contentType: String, body: [UInt8]) {
    (self.status, self.contentType, self.body) = (status, contentType, body)
  }

  /// An answer that is JSON.
  static func json(_ body: [UInt8], status: HTTPStatus = .ok) -> HTTPResponse {
    HTTPResponse(status, contentType: "application/json; charset=utf-8", body: body)
  }

  /// Scripts, styles and data come from this server alone, nothing inline but for style attributes where the page has some, and no other page
  /// may show this one within itself.
  private var contentSecurityPolicy: String {
    [
      "default-src 'none'", "script-src 'self'", "style-src 'self'\(allowsInlineStyle ? " 'unsafe-inline'" : "")",
      "img-src 'self' data: blob:", "connect-src 'self'", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'",
    ].joined(separator: "; ")
  }

  private static let alwaysSent: [(name: String, value: String)] = [
    ("X-Content-Type-Options", "nosniff"), ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Resource-Policy", "same-origin"), ("Cross-Origin-Opener-Policy", "same-origin"), ("Cache-Control", "no-store"),
  ]

  /// The bytes of the answer.
  /// - Parameters:
  ///   - hasBody: Whether the body is sent; the answer to HEAD has none.
  ///   - keepsConnection: Whether the client may send another request.
  /// - Returns: The head and the body.
  func bytes(hasBody: Bool, keepsConnection: Bool) -> Data {
    var head = "HTTP/1.1 \(status.rawValue) \(status.reason)\r\n"
    let own = [
      ("Content-Security-Policy", contentSecurityPolicy), ("Content-Type", contentType), ("Content-Length", String(body.count)),
      ("Connection", keepsConnection ? "keep-alive" : "close"),
    ]
    for (name, value) in own + Self.alwaysSent.map({ ($0.name, $0.value) }) + headers.map({ ($0.name, $0.value) }) {
      head += "\(name): \(value)\r\n"
    }
    var data = Data((head + "\r\n").utf8)
    if hasBody { data.append(contentsOf: body) }
    return data
  }
}
