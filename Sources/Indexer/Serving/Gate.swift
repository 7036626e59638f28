/// Decides who may ask the server. The gate refuses requests that pages of other sites make in a browser of this machine. Where the server is
/// open to other machines, the gate also refuses every client that does not know the token.
struct Gate: Sendable {
  /// The names, with the port, by which a browser of this machine calls the server; nil for a server with a token, which may have any name.
  private let hosts: Set<String>?
  private let token: String?
  private let cookie: String

  /// - Parameters:
  ///   - port: The port of the server.
  ///   - token: What others must know; nil where the server listens on this machine alone.
  init(port: UInt16, token: String?) {
    self.token = token
    cookie = "globenc-\(port)"
    let names = ["127.0.0.1", "localhost", "[::1]"]
    hosts = token == nil ? Set(names.map { "\($0):\(port)" } + (port == 80 ? names : [])) : nil
  }

  /// Admits a request.
  /// - Returns: An answer that asks the browser to come again without the token in the address; nil where the request is to be answered.
  /// - Throws: `HTTPProblem` where the request is refused.
  func admit(_ head: HTTPHead) throws(HTTPProblem) -> HTTPResponse? {
    let host = (head.headers["host"] ?? "").lowercased()
    if let hosts, !hosts.contains(host) {
      throw HTTPProblem(.forbidden, "this server answers to \(hosts.sorted().joined(separator: ", ")), not to '\(host)'")
    }
    // A page of another site must neither read answers nor ask for work.
    if let origin = head.headers["origin"], origin.lowercased() != "http://\(host)",
      origin.lowercased() != "https://\(host)" || token == nil
    {
      throw HTTPProblem(.forbidden, "pages of '\(origin)' may not ask this server")
    }
    if let site = head.headers["sec-fetch-site"], site == "cross-site" || site == "same-site", head.headers["sec-fetch-mode"] != "navigate"
    {
      throw HTTPProblem(.forbidden, "pages of other sites may not ask this server")
    }
    guard let token else { return nil }
    if let given = head.parameters.first(where: { $0.name == "token" })?.value, Self.areEqual(given, token) {
      var response = HTTPResponse(.seeOther, contentType: "text/plain; charset=utf-8", body: [])
      let address = HTTPHead.address(head.path, head.parameters.filter { $0.name != "token" })
      response.headers = [
        ("Set-Cookie", "\(cookie)=\(token); Path=/; HttpOnly; SameSite=Lax"), ("Location", address),
      ]
      return response
    }
    let cookies = (head.headers["cookie"] ?? "").split(separator: ";").map { $0.drop { $0 == " " } }
    if let given = head.headers["authorization"], Self.areEqual(given, "Bearer \(token)") { return nil }
    guard cookies.contains(where: { Self.areEqual(String($0), "\(cookie)=\(token)") }) else {
      throw HTTPProblem(
        .forbidden,
        "the address needs the token that globenc-index serve printed, as in /?token=..., or from a program the header "
          + "Authorization: Bearer TOKEN")
    }
    return nil
  }

  /// Compares in a time that does not tell how much is right.
  private static func areEqual(_ first: String, _ second: String) -> Bool {
    let (first, second) = (Array(first.utf8), Array(second.utf8))
    guard first.count == second.count else { return false }
    return zip(first, second).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
  }
}
