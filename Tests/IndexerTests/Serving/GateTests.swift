import Testing

@testable import Indexer

/// Pages of other sites, which a browser on this machine may show, must neither read a store nor use the model.
struct GateTests {
  private func head(_ target: String = "/", host: String = "localhost:8042", _ headers: String...) throws -> HTTPHead {
    try HTTPHead(Array((["GET \(target) HTTP/1.1", "Host: \(host)"] + headers).joined(separator: "\r\n").utf8), mostBody: 0)
  }

  private let own = Gate(port: 8042, token: nil)
  private let open = Gate(port: 8042, token: "0123456789abcdef")

  @Test(
    "this machine's names are admitted, without Origin and with their own", arguments: ["127.0.0.1:8042", "LOCALHOST:8042", "[::1]:8042"])
  func names(_ host: String) throws {
    #expect(try own.admit(head(host: host)) == nil)
    #expect(try own.admit(head(host: host, "Origin: http://\(host)")) == nil)
  }

  @Test(
    "a name that was bound to this machine by others is refused",
    arguments: ["evil.example:8042", "localhost", "localhost:80", "127.0.0.1.evil.example:8042"])
  func rebinding(_ host: String) throws {
    #expect { try own.admit(head(host: host)) } throws: { ($0 as? HTTPProblem)?.status == .forbidden }
  }

  @Test(
    "a page of another origin is refused", arguments: ["http://evil.example", "http://localhost:8043", "https://localhost:8042", "null"])
  func origins(_ origin: String) throws {
    #expect { try own.admit(head("/", "Origin: \(origin)")) } throws: { ($0 as? HTTPProblem)?.status == .forbidden }
    #expect { try open.admit(head("/?token=0123456789abcdef", "Origin: http://evil.example")) } throws: {
      ($0 as? HTTPProblem)?.status == .forbidden
    }
  }

  @Test("a request that another site's page makes without Origin is refused, but a link to here may be followed")
  func embedding() throws {
    #expect { try own.admit(head("/api/info", "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: no-cors")) } throws: {
      ($0 as? HTTPProblem)?.status == .forbidden
    }
    #expect(try own.admit(head("/", "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate")) == nil)
  }

  @Test("with a token, the address that has it leads to the same page with a cookie, and the cookie is then enough")
  func token() throws {
    let first = try #require(try open.admit(head("/words?label=a+b&token=0123456789abcdef", host: "box:8042")))
    #expect(first.status == .seeOther)
    let headers = Dictionary(uniqueKeysWithValues: first.headers.map { ($0.name, $0.value) })
    #expect(headers["Location"] == "/words?label=a%20b")
    #expect(headers["Set-Cookie"] == "globenc-8042=0123456789abcdef; Path=/; HttpOnly; SameSite=Lax")
    #expect(try open.admit(head("/words", host: "box:8042", "Cookie: a=b; globenc-8042=0123456789abcdef")) == nil)
  }

  @Test(
    "without the token, or with a wrong one, nothing is told",
    arguments: ["/", "/api/info", "/?token=", "/?token=0123456789abcdee", "/?token=0123456789abcdef0"])
  func wrongToken(_ target: String) throws {
    #expect { try open.admit(head(target)) } throws: { ($0 as? HTTPProblem)?.status == .forbidden }
    #expect { try open.admit(head(target, "Cookie: globenc-8042=x")) } throws: { ($0 as? HTTPProblem)?.status == .forbidden }
  }

  @Test("the address to come back to stays on this server")
  func redirection() throws {
    let response = try #require(try open.admit(head("//evil.example/?token=0123456789abcdef")))
    #expect(response.headers.first { $0.name == "Location" }?.value == "/evil.example/")
  }
}
