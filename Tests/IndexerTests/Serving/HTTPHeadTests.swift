import Testing

@testable import Indexer

/// Requests are read strictly (RFC 9112): what two programs could read differently is refused.
struct HTTPHeadTests {
  private func read(_ text: String) throws -> HTTPHead { try HTTPHead(Array(text.utf8), mostBody: 1000) }

  @Test("the target is decoded into path and parameters, in order")
  func target() throws {
    let head = try read("GET /api/top?label=n%C3%A9g+a%2Bb&where=a=b&where=c&misclassified HTTP/1.1\r\nHost: localhost:8042")
    #expect(head.path == "/api/top")
    #expect(head.parameters.map(\.name) == ["label", "where", "where", "misclassified"])
    #expect(head.parameters.map(\.value) == ["nég a+b", "a=b", "c", ""])
    #expect(head.keepsConnection && head.bodyLength == 0)
  }

  @Test("the names of headers have no case, and blanks around values are dropped")
  func headers() throws {
    let head = try read("POST / HTTP/1.1\nHOST: \t x \ncontent-LENGTH: 12\nConnection: Close")
    #expect(head.headers["host"] == "x")
    #expect(head.bodyLength == 12)
    #expect(!head.keepsConnection)
  }

  @Test(
    "a wrong request gets its status",
    arguments: [
      ("GET / HTTP/1.1", 400), ("GET  / HTTP/1.1\nHost: x", 400), ("get / HTTP/1.1\nHost: x", 400),
      ("GET http://x/ HTTP/1.1\nHost: x", 400),
      ("GET / HTTP/2.0\nHost: x", 505), ("GET / FTP\nHost: x", 400), ("GET / HTTP/1.1\nHost: x\nHost: y", 400),
      ("GET / HTTP/1.1\nHost: x\n folded: y", 400), ("GET / HTTP/1.1\nHost : x", 400), ("GET / HTTP/1.1\nHost: x\rb", 400),
      ("POST / HTTP/1.1\nHost: x\nTransfer-Encoding: chunked", 501),
      ("POST / HTTP/1.1\nHost: x\nContent-Length: 5\nContent-Length: 6", 400),
      ("POST / HTTP/1.1\nHost: x\nContent-Length: +5", 400), ("POST / HTTP/1.1\nHost: x\nContent-Length: 1001", 413),
      ("POST / HTTP/1.1\nHost: x\nContent-Length: 99999999999999999999999", 413), ("GET /%zz HTTP/1.1\nHost: x", 400),
      ("GET /%ff HTTP/1.1\nHost: x", 400), ("GET /a%00b HTTP/1.1\nHost: x", 400), ("", 400),
    ])
  func wrong(_ text: String, _ status: Int) {
    #expect { try read(text) } throws: { ($0 as? HTTPProblem)?.status.rawValue == status }
  }

  @Test("random bytes are read or refused, and never trap")
  func random() {
    var random = SystemRandomNumberGenerator()
    let good = Array("GET /a?b=c%20d HTTP/1.1\r\nHost: localhost\r\nCookie: a=b\r\nContent-Length: 3".utf8)
    for _ in 0..<20_000 {
      var bytes = good
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
        case 1: bytes.insert(UInt8.random(in: 0...255, using: &random), at: place)
        default: bytes.removeSubrange(place..<min(bytes.count, place + Int.random(in: 1...9, using: &random)))
        }
        if bytes.isEmpty { bytes = good }
      }
      do { #expect(try HTTPHead(bytes, mostBody: 1000).path.hasPrefix("/")) } catch { #expect(error.status.rawValue >= 400) }
    }
  }

  @Test("the end of a head is found wherever its bytes are cut")
  func end() {
    let bytes = Array("GET / HTTP/1.1\r\nHost: x\r\n\r\nbody\n\n".utf8)
    for start in 0..<22 { #expect(HTTPConnection.endOfHead(bytes, from: start) == 24..<27) }
    #expect(HTTPConnection.endOfHead(Array(bytes[..<26]), from: 0) == nil)
    #expect(HTTPConnection.endOfHead(Array("A\n\nB".utf8), from: 0) == 1..<3)
  }
}
